// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Identity;
import io.keysurge.detect.Profile;
import io.keysurge.state.PackedState;
import io.keysurge.state.Stores;
import io.keysurge.translate.IdentityFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one task remembers of its identities.
 *
 * <p>What is in use is kept decoded on the heap as well, up to this task's share of a bound; the stores have every change before the record
 * that made it is done, so losing the heap copy loses nothing.
 */
final class Memory implements AutoCloseable {

    private final DecodedShare share;
    private final KeyValueStore<String, byte[]> profiles;
    private final KeyValueStore<String, byte[]> identities;
    private final KeyValueStore<String, Long> openEpisodes;
    private final Map<String, Remembered> decoded = new HashMap<>();

    Memory(ProcessorContext<?, ?> context, DecodedShare share) {
        this.share = share;
        profiles = context.getStateStore(Stores.PROFILES);
        identities = context.getStateStore(Stores.IDENTITIES);
        openEpisodes = context.getStateStore(Stores.OPEN_EPISODES);
        share.join();
    }

    /**
     * One identity, decoded.
     *
     * @param profile what is remembered of its usage
     * @param facts what the registry says of it; null when it does not know it
     * @param identity the same as judgement takes it
     */
    record Remembered(
            Profile profile,
            @Nullable IdentityFacts facts,
            @Nullable Identity identity) {}

    Remembered of(String identityId) {
        Remembered known = decoded.get(identityId);
        if (known != null) {
            return known;
        }
        if (decoded.size() >= share.size()) {
            decoded.clear();
        }
        byte[] packed = profiles.get(identityId);
        byte[] registered = identities.get(identityId);
        IdentityFacts facts = registered == null ? null : PackedState.identity(registered);
        var remembered = new Remembered(
                packed == null ? new Profile() : PackedState.profile(packed),
                facts,
                facts == null ? null : facts.judged());
        decoded.put(identityId, remembered);
        return remembered;
    }

    void register(String identityId, @Nullable IdentityFacts facts) {
        if (facts == null) {
            identities.delete(identityId);
        } else {
            identities.put(identityId, PackedState.identity(facts));
        }
        decoded.remove(identityId);
    }

    void remember(String identityId, Profile profile) {
        profiles.put(identityId, PackedState.profile(profile));
    }

    void rememberOpenEpisode(String identityId, long appendTime) {
        openEpisodes.put(identityId, appendTime);
    }

    void forgetOpenEpisode(String identityId) {
        openEpisodes.delete(identityId);
    }

    /** Identities with an open episode, and when the broker appended their newest usage. */
    void forEachOpenEpisode(BiConsumer<String, Long> action) {
        Map<String, Long> open = new HashMap<>();
        try (var all = openEpisodes.all()) {
            all.forEachRemaining(entry -> open.put(entry.key, entry.value));
        }
        open.forEach(action);
    }

    @Override
    public void close() {
        share.leave();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Profile;
import io.keysurge.state.PackedState;
import io.keysurge.state.Stores;
import io.keysurge.translate.IdentityFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task remembers of its identities.
 *
 * <p>Profiles are kept decoded on the heap as well, up to a bound; the store has every change before the record that
 * made it is done, so losing the heap copy loses nothing.
 */
final class Memory {

    private static final int MOST_DECODED = 50_000;

    private final KeyValueStore<String, byte[]> profiles;
    private final KeyValueStore<String, byte[]> identities;
    private final KeyValueStore<String, Long> openEpisodes;
    private final Map<String, Profile> decoded = new HashMap<>();

    Memory(ProcessorContext<?, ?> context) {
        profiles = context.getStateStore(Stores.PROFILES);
        identities = context.getStateStore(Stores.IDENTITIES);
        openEpisodes = context.getStateStore(Stores.OPEN_EPISODES);
    }

    Profile profile(String identityId) {
        Profile known = decoded.get(identityId);
        if (known != null) {
            return known;
        }
        if (decoded.size() >= MOST_DECODED) {
            decoded.clear();
        }
        byte[] packed = profiles.get(identityId);
        Profile profile = packed == null ? new Profile() : PackedState.profile(packed);
        decoded.put(identityId, profile);
        return profile;
    }

    void remember(String identityId, Profile profile, long appendTime) {
        profiles.put(identityId, PackedState.profile(profile));
        if (profile.hasOpenEpisode()) {
            openEpisodes.put(identityId, appendTime);
        } else if (openEpisodes.get(identityId) != null) {
            openEpisodes.delete(identityId);
        }
    }

    /** The registry's word where it knows the identity, else the event's own. */
    IdentityFacts facts(UsageEvent event) {
        byte[] packed = identities.get(event.getIdentityId());
        return packed == null ? IdentityFacts.of(event) : PackedState.identity(packed);
    }

    IdentityFacts facts(String identityId) {
        byte[] packed = identities.get(identityId);
        return packed == null ? IdentityFacts.NONE : PackedState.identity(packed);
    }

    /** Identities with an open episode, and when the broker appended their newest usage. */
    void forEachOpenEpisode(BiConsumer<String, Long> action) {
        Map<String, Long> open = new HashMap<>();
        try (var all = openEpisodes.all()) {
            all.forEachRemaining(entry -> open.put(entry.key, entry.value));
        }
        open.forEach(action);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Exposure;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Flood;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Revocations;
import io.keysurge.state.PackedState;
import io.keysurge.state.ProfileStore;
import io.keysurge.state.ProfileStore.Found;
import io.keysurge.state.ProfileStore.Sweep;
import io.keysurge.state.Remembered;
import io.keysurge.state.Stores;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one task remembers of its identities.
 *
 * <p>Everything is in the stores when offsets are committed: profiles are written then, what changes rarely at once.
 */
final class Memory {

    /** How far the note of an open episode may be behind its identity's usage, which else would renew it every time. */
    static final Duration EPISODE_NOTE_BEHIND = Duration.ofMinutes(1);

    private static final long MINUTES_PER_DAY = 1440;
    private static final int AT_A_TIME = 1_000;
    private static final String ONLY_KEY = "flood";

    private final ProfileStore profiles;
    private final KeyValueStore<String, byte[]> identities;
    /** False while the registry knows nobody here, so that nobody need be looked for on disk. */
    private boolean anyRegistered;

    private final KeyValueStore<String, Long> openEpisodes;
    private final KeyValueStore<String, byte[]> floods;
    private final KeptOfFew<Exposures> exposures;
    private final KeptOfFew<Revocations> revocations;
    private @Nullable Flood flood;
    private long newestMinute;
    private @Nullable String next;

    Memory(ProcessorContext<?, ?> context) {
        profiles = context.getStateStore(Stores.PROFILES);
        identities = context.getStateStore(Stores.IDENTITIES);
        try (var registered = identities.all()) {
            anyRegistered = registered.hasNext();
        }
        openEpisodes = context.getStateStore(Stores.OPEN_EPISODES);
        floods = context.getStateStore(Stores.FLOOD);
        exposures = new KeptOfFew<>(
                context.getStateStore(Stores.EXPOSURES),
                PackedState::exposures,
                PackedState::exposures,
                Exposures.NONE);
        revocations = new KeptOfFew<>(
                context.getStateStore(Stores.REVOCATIONS),
                PackedState::revocations,
                PackedState::revocations,
                Revocations.NONE);
    }

    /** An identity, with what is known of its credentials beside what the registry says. */
    Identity withCredentials(String identityId, Identity identity) {
        Exposures exposed = exposures.of(identityId);
        Identity known = exposed.isEmpty() ? identity : identity.exposedBy(exposed);
        Revocations stopped = revocations.of(identityId);
        return stopped.isEmpty() ? known : known.stoppedBy(stopped);
    }

    /** Takes a report in, or out again; false when that tells nothing new. */
    boolean expose(String identityId, Exposure report, boolean withdrawn) {
        Exposures before = exposures.of(identityId);
        Exposures after = withdrawn ? before.without(report.id()) : before.with(report);
        exposures.put(identityId, after);
        return !after.equals(before);
    }

    /** Takes an action in, or out again; false when that tells nothing new. */
    boolean stop(String identityId, Revocation action) {
        Revocations before = revocations.of(identityId);
        Revocations after = before.with(action);
        revocations.put(identityId, after);
        return !after.equals(before);
    }

    /** What is remembered of an identity; null when nothing is. */
    @Nullable
    Remembered find(String identityId) {
        Remembered known = profiles.onHeap(identityId);
        return known == null ? profiles.load(identityId, this::registered) : known;
    }

    /** Begins to remember an identity. */
    Remembered begin(String identityId) {
        return profiles.begin(identityId, this::registered);
    }

    private byte @Nullable [] registered(String identityId) {
        return anyRegistered ? identities.get(identityId) : null;
    }

    private @Nullable RegistryEntry entry(String identityId) {
        byte[] packed = registered(identityId);
        return packed == null ? null : PackedState.registered(packed);
    }

    boolean isRegistered(String identityId) {
        return registered(identityId) != null;
    }

    /** Identities in the store of whose spend not all was told, in a part of it that begins with one. */
    Found untoldSpend(@Nullable String from, int most) {
        return profiles.untold(from, most);
    }

    /** What is remembered of new identities. */
    Flood flood() {
        if (flood == null) {
            byte[] packed = floods.get(ONLY_KEY);
            flood = packed == null ? new Flood() : PackedState.flood(packed);
            if (packed == null) {
                // State of a detector that did not count.
                flood.restoreKnown(profiles.count());
            }
        }
        return flood;
    }

    /** What is remembered of new identities has changed. */
    void rememberFlood() {
        floods.put(ONLY_KEY, PackedState.flood(flood()));
    }

    /** The registry says something else of an identity now; nothing any more, without facts. */
    void register(String identityId, @Nullable IdentityFacts facts, long from) {
        byte[] packed =
                facts == null ? null : PackedState.registered(RegistryEntry.after(entry(identityId), facts, from));
        identities.put(identityId, packed);
        anyRegistered = true;
        profiles.register(identityId, packed);
    }

    /** The profile has changed. */
    void remember(Remembered changed) {
        profiles.markChanged(changed);
        newestMinute = Math.max(newestMinute, changed.profile().newestMinute());
    }

    /**
     * Goes on deleting what identities left behind whose next usage finds them new anyway: those that were silent for so
     * many days when the newest usage here happened. A few at a time, so that nobody waits for it.
     */
    void deleteForgotten(int forgetDays) {
        if (newestMinute > 0) {
            Sweep sweep = profiles.deleteOld(next, AT_A_TIME, newestMinute - forgetDays * MINUTES_PER_DAY);
            next = sweep.next();
            if (sweep.deleted() > 0) {
                flood().forgot(sweep.deleted());
                rememberFlood();
            }
        }
    }

    void rememberOpenEpisode(String identityId, Remembered known, long appendTime) {
        if (appendTime >= known.episodeNotedUntil()) {
            openEpisodes.put(identityId, appendTime);
            known.noteEpisodeUntil(appendTime + EPISODE_NOTE_BEHIND.toMillis());
        }
    }

    /** The note outlived what it was about: usage that was old when it came is deleted by its own time. */
    void forgetOpenEpisode(String identityId) {
        openEpisodes.delete(identityId);
    }

    void forgetOpenEpisode(String identityId, Remembered known) {
        openEpisodes.delete(identityId);
        known.forgetEpisodeNote();
    }

    /** Identities with an open episode, and when the broker appended their newest usage, or a minute earlier. */
    void forEachOpenEpisode(BiConsumer<String, Long> action) {
        Map<String, Long> open = new HashMap<>();
        try (var all = openEpisodes.all()) {
            all.forEachRemaining(entry -> open.put(entry.key, entry.value));
        }
        open.forEach(action);
    }
}

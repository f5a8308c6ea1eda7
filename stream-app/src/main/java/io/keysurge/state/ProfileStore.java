// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Profile;
import io.keysurge.serde.positional.RepeatedTexts;
import io.keysurge.state.PackedState.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Profiles: decoded on the heap as far as its share goes, packed in the store behind it.
 *
 * <p>What changes is written behind: once per commit and identity, before the offsets are committed, so that a crash
 * finds changelog and offsets as they belong together. Changelog records carry the time of the record that was judged
 * last, which is the broker's and never an event's own.
 */
public final class ProfileStore extends WriteBehindStore<KeyValueStore<String, byte[]>> {

    /** However full the heap is, one of so many newcomers is taken in, so that those who left for good make room. */
    private static final int NEWCOMERS_FOR_A_PLACE = 16;

    private final ProfileHeap heap;
    private final Guests guests;
    private final RepeatedTexts names = new RepeatedTexts();
    private final RegisteredFacts facts = new RegisteredFacts();
    private int newcomers;

    /**
     * Profiles in front of a store.
     *
     * @param packed holds them packed, by identity
     * @param share how much heap they may take
     */
    public ProfileStore(KeyValueStore<String, byte[]> packed, HeapShare share) {
        super(packed);
        heap = new ProfileHeap(share, packed::put);
        guests = new Guests(packed::put);
    }

    /** An identity that is on the heap; null when it is not. */
    public @Nullable Remembered onHeap(String identityId) {
        Remembered guest = guests.atWork(identityId);
        if (guest != null) {
            return guest;
        }
        Remembered known = heap.get(identityId);
        return known == null ? comeAgain(identityId) : known;
    }

    /** A guest that comes again before it was written has a place on the heap. */
    private @Nullable Remembered comeAgain(String identityId) {
        Guests.Guest guest = guests.leave(identityId);
        if (guest == null) {
            return null;
        }
        Remembered known = unpacked(identityId, guest.packed());
        known.register(guest.facts());
        heap.add(known);
        heap.changed(known);
        return known;
    }

    private Remembered unpacked(String identityId, byte[] packed) {
        Life life = PackedState.life(packed, names);
        return new Remembered(identityId, life.profile(), life.spend(), packed.length);
    }

    /**
     * Takes an identity onto the heap that is not there; null when nothing is remembered of it.
     *
     * @param registered what the registry says of it, packed; null when it does not know it
     */
    public @Nullable Remembered load(String identityId, Function<String, byte @Nullable []> registered) {
        byte[] packed = wrapped().get(identityId);
        if (packed == null) {
            return null;
        }
        return onto(unpacked(identityId, packed), registered);
    }

    /** Begins to remember an identity of which nothing is remembered. */
    public Remembered begin(String identityId, Function<String, byte @Nullable []> registered) {
        return onto(new Remembered(identityId, new Profile(), 0), registered);
    }

    private Remembered onto(Remembered newcomer, Function<String, byte @Nullable []> registered) {
        newcomer.register(facts(registered.apply(newcomer.identityId())));
        if (heap.isFullFor(newcomer) && ++newcomers % NEWCOMERS_FOR_A_PLACE != 0) {
            guests.receive(newcomer);
        } else {
            heap.add(newcomer);
        }
        return newcomer;
    }

    /** Identities that are in the store: all, when nothing waits to be written. Takes a look at each. */
    public long count() {
        long count = 0;
        try (KeyValueIterator<String, byte[]> profiles = wrapped().all()) {
            for (; profiles.hasNext(); profiles.next()) {
                count++;
            }
        }
        return count;
    }

    /** What the registry says of an identity has changed; null when it does not know it any more. */
    public void register(String identityId, byte @Nullable [] registered) {
        Remembered known = heap.get(identityId);
        if (known != null) {
            heap.register(known, facts(registered));
        } else {
            guests.register(identityId, facts(registered));
        }
    }

    private RegisteredFacts.@Nullable Known facts(byte @Nullable [] packed) {
        return packed == null ? null : facts.of(packed);
    }

    /** The profile has changed, and is to be written with the next commit at the latest. */
    public void markChanged(Remembered remembered) {
        if (remembered.isGuest()) {
            guests.changed(remembered);
        } else {
            heap.changed(remembered);
        }
    }

    /**
     * How far a deletion came.
     *
     * @param next the identity to go on with; null when all were looked at
     * @param deleted identities that were deleted
     */
    public record Sweep(@Nullable String next, int deleted) {}

    /**
     * Deletes what nobody may ask for again: profiles in the store whose newest usage was before a minute, and that are not in use.
     *
     * @param from identity to begin with; null for the first
     * @param most profiles to look at
     * @param before minutes since 1970
     */
    public Sweep deleteOld(@Nullable String from, int most, long before) {
        List<String> old = new ArrayList<>();
        String next = null;
        try (KeyValueIterator<String, byte[]> profiles =
                from == null ? wrapped().all() : wrapped().range(from, null)) {
            for (int seen = 0; profiles.hasNext(); seen++) {
                KeyValue<String, byte[]> each = profiles.next();
                if (seen == most) {
                    next = each.key;
                    break;
                }
                if (PackedState.newestMinute(each.value) < before
                        && !PackedState.isSpendUntold(each.value)
                        && !heap.holds(each.key)
                        && !guests.holds(each.key)) {
                    old.add(each.key);
                }
            }
        }
        old.forEach(wrapped()::delete);
        return new Sweep(next, old.size());
    }

    /**
     * What was found in a part of the store.
     *
     * @param next the identity to go on with; null when all were looked at
     * @param identities those that were found
     */
    public record Found(@Nullable String next, List<String> identities) {}

    /**
     * Identities in the store of whose spend not all was told.
     *
     * @param from identity to begin with; null for the first
     * @param most identities to look at
     */
    public Found untold(@Nullable String from, int most) {
        List<String> untold = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> profiles =
                from == null ? wrapped().all() : wrapped().range(from, null)) {
            for (int seen = 0; profiles.hasNext(); seen++) {
                KeyValue<String, byte[]> each = profiles.next();
                if (seen == most) {
                    return new Found(each.key, untold);
                }
                if (PackedState.isSpendUntold(each.value)) {
                    untold.add(each.key);
                }
            }
        }
        return new Found(null, untold);
    }

    @Override
    void writeBehind() {
        guests.writeChanged();
        heap.writeChanged();
    }

    @Override
    void forget() {
        guests.clear();
        heap.clear();
    }
}

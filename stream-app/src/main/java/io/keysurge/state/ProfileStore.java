// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.detect.Profile;
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

    private final ProfileHeap heap;

    /**
     * Profiles in front of a store.
     *
     * @param packed holds them packed, by identity
     * @param share how much heap they may take
     */
    public ProfileStore(KeyValueStore<String, byte[]> packed, HeapShare share) {
        super(packed);
        heap = new ProfileHeap(share, packed::put);
    }

    /** An identity that is on the heap; null when it is not. */
    public @Nullable Remembered onHeap(String identityId) {
        return heap.get(identityId);
    }

    /**
     * Takes an identity onto the heap that is not there.
     *
     * @param registered what the registry says of it, packed; null when it does not know it
     */
    public Remembered load(String identityId, byte @Nullable [] registered) {
        byte[] packed = wrapped().get(identityId);
        Remembered loaded = packed == null
                ? new Remembered(identityId, new Profile(), 0)
                : new Remembered(identityId, PackedState.profile(packed), packed.length);
        loaded.register(registered);
        heap.add(loaded);
        return loaded;
    }

    /** What the registry says of an identity has changed; null when it does not know it any more. */
    public void register(String identityId, byte @Nullable [] registered) {
        Remembered known = heap.get(identityId);
        if (known != null) {
            heap.register(known, registered);
        }
    }

    /** The profile has changed, and is to be written with the next commit at the latest. */
    public void markChanged(Remembered remembered) {
        heap.changed(remembered);
    }

    @Override
    void writeBehind() {
        heap.writeChanged();
    }

    @Override
    void forget() {
        heap.clear();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task keeps decoded: as much as its share of the heap takes, and of that what was used most recently. What
 * changed is packed and written when it is asked to, or when it makes room: once, however often it changed.
 */
final class ProfileHeap {

    /** Most that one newcomer pushes out. Two, so that a share that shrank is reached while records are judged. */
    private static final int LEAVING_WITH_ONE_NEWCOMER = 2;
    /** Most that leaves with one commit. */
    private static final int LEAVING_WITH_ONE_COMMIT = 256;

    /**
     * Most that wait for a commit: a commit that writes tens of thousands holds alerts up, and outlasts its transaction.
     * What is written ahead of it is an ordinary change.
     */
    private static final int MOST_WAITING = 4_000;

    /** Takes a packed profile. */
    interface Shelf {
        void put(String identityId, byte[] packed);
    }

    private final HeapShare share;
    private final Shelf shelf;
    private final Map<String, Remembered> leastRecentFirst = new LinkedHashMap<>(16, 0.75f, true);
    private final PackedWriter writer = new PackedWriter();
    private final Deque<Remembered> changed = new ArrayDeque<>();
    private long bytes;

    ProfileHeap(HeapShare share, Shelf shelf) {
        this.share = share;
        this.shelf = shelf;
    }

    @Nullable
    Remembered get(String identityId) {
        return leastRecentFirst.get(identityId);
    }

    /** Whether an identity is there; asking does not count as use. */
    boolean holds(String identityId) {
        return leastRecentFirst.containsKey(identityId);
    }

    /** Takes one in that was not there, and lets others leave for it. */
    void add(Remembered newcomer) {
        if (leastRecentFirst.isEmpty()) {
            share.join();
        }
        leastRecentFirst.put(newcomer.identityId(), newcomer);
        bytes += newcomer.heapBytes();
        makeRoom(LEAVING_WITH_ONE_NEWCOMER);
    }

    /** Takes over what the registry says, which changes nothing about what is yet to be written. */
    void register(Remembered remembered, byte @Nullable [] packedFacts) {
        bytes -= remembered.heapBytes();
        remembered.register(packedFacts);
        bytes += remembered.heapBytes();
    }

    void changed(Remembered remembered) {
        if (!remembered.isChanged()) {
            remembered.markChanged();
            changed.add(remembered);
            if (changed.size() > MOST_WAITING) {
                writeOldest();
            }
        }
    }

    /** Writes everything that changed. */
    void writeChanged() {
        while (!changed.isEmpty()) {
            writeOldest();
        }
        makeRoom(LEAVING_WITH_ONE_COMMIT);
    }

    /** Forgets everything, what changed as well. */
    void clear() {
        if (!leastRecentFirst.isEmpty()) {
            share.leave();
        }
        leastRecentFirst.clear();
        changed.clear();
        bytes = 0;
    }

    /** Bytes of heap that it takes, about. */
    long bytes() {
        return bytes;
    }

    int size() {
        return leastRecentFirst.size();
    }

    /** The one used last stays, however small the share: somebody is at work with it. */
    private void makeRoom(int most) {
        if (bytes <= share.each()) {
            return;
        }
        Iterator<Remembered> leaving = leastRecentFirst.values().iterator();
        for (int i = 0; i < most && bytes > share.each() && leastRecentFirst.size() > 1; i++) {
            Remembered next = leaving.next();
            write(next);
            bytes -= next.heapBytes();
            leaving.remove();
        }
    }

    private void writeOldest() {
        write(changed.getFirst());
        changed.removeFirst();
    }

    private void write(Remembered remembered) {
        if (!remembered.isChanged()) {
            return;
        }
        byte[] packed = PackedState.profile(remembered.profile(), remembered.spend(), writer);
        shelf.put(remembered.identityId(), packed);
        bytes -= remembered.heapBytes();
        remembered.markWritten(packed.length);
        bytes += remembered.heapBytes();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import java.util.ArrayDeque;
import java.util.Deque;
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
    /** Most that are given another chance before one leaves, used or not. */
    private static final int MOST_CHANCES = 64;
    /** Most that leaves with one commit. */
    private static final int LEAVING_WITH_ONE_COMMIT = 256;

    /**
     * Most that wait for a commit: a commit that writes tens of thousands holds alerts up, and outlasts its transaction.
     * What is written ahead of it is an ordinary change.
     */
    static final int MOST_WAITING = 4_000;

    /** Takes a packed profile. */
    interface Shelf {
        void put(String identityId, byte[] packed);
    }

    private final HeapShare share;
    private final Shelf shelf;
    /**
     * In the order in which they came or were last given another chance (the clock of Corbato, 1968). Use only sets a
     * mark: to put what is used at the end each time would have the collector look at its neighbours, too.
     */
    private final Map<String, Remembered> longestHereFirst = new LinkedHashMap<>();

    private final PackedWriter writer = new PackedWriter();
    private final Deque<Remembered> changed = new ArrayDeque<>();
    private long bytes;

    ProfileHeap(HeapShare share, Shelf shelf) {
        this.share = share;
        this.shelf = shelf;
    }

    @Nullable
    Remembered get(String identityId) {
        Remembered found = longestHereFirst.get(identityId);
        if (found != null) {
            found.markUsed();
        }
        return found;
    }

    /** Whether an identity is there; asking does not count as use. */
    boolean holds(String identityId) {
        return longestHereFirst.containsKey(identityId);
    }

    /** Whether somebody would have to leave for a newcomer. */
    boolean isFullFor(Remembered newcomer) {
        return !longestHereFirst.isEmpty() && bytes + newcomer.heapBytes() > share.each();
    }

    /** Takes one in that was not there, and lets others leave for it. */
    void add(Remembered newcomer) {
        if (longestHereFirst.isEmpty()) {
            share.join();
        }
        longestHereFirst.put(newcomer.identityId(), newcomer);
        bytes += newcomer.heapBytes();
        makeRoom(LEAVING_WITH_ONE_NEWCOMER, newcomer);
    }

    /** Takes over what the registry says, which changes nothing about what is yet to be written. */
    void register(Remembered remembered, RegisteredFacts.@Nullable Known facts) {
        bytes -= remembered.heapBytes();
        remembered.register(facts);
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
        makeRoom(LEAVING_WITH_ONE_COMMIT, null);
    }

    /** Forgets everything, what changed as well. */
    void clear() {
        if (!longestHereFirst.isEmpty()) {
            share.leave();
        }
        longestHereFirst.clear();
        changed.clear();
        bytes = 0;
    }

    /** Bytes of heap that it takes, about. */
    long bytes() {
        return bytes;
    }

    int size() {
        return longestHereFirst.size();
    }

    /** Somebody is at work with a newcomer: it stays, however small the share. */
    private void makeRoom(int most, @Nullable Remembered newcomer) {
        int left = 0;
        int chances = 0;
        while (left < most && bytes > share.each() && longestHereFirst.size() > 1) {
            Remembered next = longestHereFirst.values().iterator().next();
            longestHereFirst.remove(next.identityId());
            if (isSameAs(newcomer, next) || (next.wasUsed() && chances < MOST_CHANCES)) {
                longestHereFirst.put(next.identityId(), next);
                chances++;
            } else {
                write(next);
                bytes -= next.heapBytes();
                left++;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // There is one for each identity.
    private static boolean isSameAs(@Nullable Remembered one, Remembered other) {
        return one == other;
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

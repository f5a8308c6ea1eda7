// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The events of an identity that could still come a second time.
 *
 * <p>An event further behind the identity's clock than the grace period is refused as late, so only ids within the
 * grace period have to be remembered, and of those the newest {@value #CAPACITY}: this is the horizon within which
 * duplicates are recognised. Ids are kept as 48-bit hashes; two different ids of one horizon collide about once in
 * 10^12 events.
 */
final class RecentEvents {

    static final int CAPACITY = 128;

    private static final int FEW = 8;
    /** Room that a memory begins with; a power of two. */
    private static final int FEWEST = 2;
    /** Bits of the filter as longs: eight for each id that is remembered. */
    private static final int FILTER_WORDS = CAPACITY * 8 / Long.SIZE;

    /** The low six bits of a hash choose the bit within a long. */
    private static final int BITS_OF_A_WORD = 6;

    private static final long SIXTEEN_BITS = 0xFFFFL;
    private static final long FORTY_EIGHT_BITS = 0xFFFF_FFFF_FFFFL;

    private long[] hashes = new long[FEWEST];
    private long[] minutes = new long[FEWEST];
    private int size;
    private int oldest;
    /** Which hashes may be known, so that most need not be searched for; while they are few there is none. */
    private long @Nullable [] filter;

    private int droppedSinceFilter;

    /**
     * Remembers an event.
     *
     * @param earliest first minute that is still within the grace period
     * @return false when the event is already known
     */
    boolean add(String eventId, long minute, long earliest) {
        long hash = hash(eventId);
        if (isKnown(hash)) {
            return false;
        }
        while (size > 0 && minutes[oldest] < earliest) {
            dropOldest();
        }
        if (size == CAPACITY) {
            dropOldest();
        } else if (size == hashes.length) {
            grow();
        }
        hashes[slot(size)] = hash;
        minutes[slot(size)] = minute;
        size++;
        if (filter != null) {
            filter[word(hash)] |= 1L << hash;
        }
        return true;
    }

    private boolean isKnown(long hash) {
        if (size > FEW && !mayBeKnown(hash)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (hashes[slot(i)] == hash) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeKnown(long hash) {
        if (filter == null || droppedSinceFilter >= CAPACITY) {
            filter = new long[FILTER_WORDS];
            droppedSinceFilter = 0;
            for (int i = 0; i < size; i++) {
                long known = hashes[slot(i)];
                filter[word(known)] |= 1L << known;
            }
        }
        return (filter[word(hash)] & (1L << hash)) != 0;
    }

    private static int word(long hash) {
        return (int) (hash >>> BITS_OF_A_WORD) & (FILTER_WORDS - 1);
    }

    void write(StateWriter out) {
        out.number(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            writeHash(hashes[slot(i)], out);
            out.number(minutes[slot(i)] - before);
            before = minutes[slot(i)];
        }
    }

    private static void writeHash(long hash, StateWriter out) {
        out.brief((short) (hash >>> (2 * Short.SIZE)));
        out.brief((short) (hash >>> Short.SIZE));
        out.brief((short) hash);
    }

    private static long readHash(StateReader in) {
        long high = in.brief() & SIXTEEN_BITS;
        long middle = in.brief() & SIXTEEN_BITS;
        return (high << (2 * Short.SIZE)) | (middle << Short.SIZE) | (in.brief() & SIXTEEN_BITS);
    }

    static RecentEvents read(StateReader in) {
        return read(in, RecentEvents::readHash);
    }

    /** Reads what was written when hashes had 64 bits. */
    static RecentEvents readFirstLayout(StateReader in) {
        return read(in, reader -> reader.bits() & FORTY_EIGHT_BITS);
    }

    private static RecentEvents read(StateReader in, ToLongFunction<StateReader> hash) {
        var events = new RecentEvents();
        events.size = in.count();
        int length = Math.max(FEWEST, Integer.highestOneBit(Math.max(1, events.size - 1)) << 1);
        events.hashes = new long[length];
        events.minutes = new long[length];
        long before = 0;
        for (int i = 0; i < events.size; i++) {
            events.hashes[i] = hash.applyAsLong(in);
            events.minutes[i] = before + in.number();
            before = events.minutes[i];
        }
        return events;
    }

    /** FNV-1a over the characters, finished with the mixer of SplitMix64 so that similar ids spread. */
    static long hash(String eventId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < eventId.length(); i++) {
            hash = (hash ^ eventId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return (hash ^ (hash >>> 31)) & FORTY_EIGHT_BITS;
    }

    private int slot(int i) {
        return (oldest + i) & (hashes.length - 1);
    }

    private void dropOldest() {
        oldest = slot(1);
        size--;
        droppedSinceFilter++;
    }

    private void grow() {
        long[] moreHashes = new long[hashes.length * 2];
        long[] moreMinutes = new long[hashes.length * 2];
        for (int i = 0; i < size; i++) {
            moreHashes[i] = hashes[slot(i)];
            moreMinutes[i] = minutes[slot(i)];
        }
        hashes = moreHashes;
        minutes = moreMinutes;
        oldest = 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** How a {@link MinuteRing} is stored: as if it had all {@value MinuteRing#MINUTES} slots, however many it has. */
final class MinuteRingLayout {

    private static final int PLACES = MinuteRing.MINUTES;

    private MinuteRingLayout() {}

    static void write(MinuteRing ring, StateWriter out) {
        out.number(ring.started ? 1 : 0);
        out.number(ring.newest);
        long used = 0;
        long failing = 0;
        for (int place = 0; place < PLACES; place++) {
            long minute = minuteAt(place, ring.newest);
            if (ring.holds(minute)) {
                int slot = ring.slot(minute);
                used |= ring.firstOffset[slot] == MinuteRing.NO_OFFSET ? 0 : 1L << place;
                failing |= ring.refused == null || ring.refused[slot] == 0 ? 0 : 1L << place;
            }
        }
        out.bits(used);
        out.number(failing);
        long before = 0;
        for (long rest = used; rest != 0; rest &= rest - 1) {
            int slot = ring.slot(minuteAt(Long.numberOfTrailingZeros(rest), ring.newest));
            out.number(ring.input[slot]);
            out.number(ring.output[slot]);
            out.number(ring.calls[slot]);
            if (ring.refused != null && ring.refused[slot] != 0) {
                out.number(ring.refused[slot]);
            }
            out.number(ring.firstOffset[slot] - before);
            before = ring.firstOffset[slot];
        }
    }

    /** Reads a ring; the first layout had no calls. */
    static MinuteRing read(StateReader in, boolean withCalls) {
        boolean started = in.number() == 1;
        long newest = in.number();
        long used = in.bits();
        long failing = withCalls ? in.number() : 0;
        long begun = newest - sinceOldest(used, newest);
        var ring = new MinuteRing(MinuteRing.slotsFor(begun, newest));
        ring.started = started;
        ring.newest = newest;
        ring.begun = begun;
        long before = 0;
        for (long rest = used; rest != 0; rest &= rest - 1) {
            int place = Long.numberOfTrailingZeros(rest);
            int slot = ring.slot(minuteAt(place, newest));
            ring.input[slot] = in.number();
            ring.output[slot] = in.number();
            ring.totals[slot] = ring.input[slot] + ring.output[slot];
            if (withCalls) {
                ring.calls[slot] = in.number();
                if ((failing & (1L << place)) != 0) {
                    ring.refuse(slot, in.number());
                }
            }
            ring.firstOffset[slot] = before + in.number();
            before = ring.firstOffset[slot];
        }
        return ring;
    }

    /** The newest minute that is so many past a multiple of {@value MinuteRing#MINUTES}. */
    static long minuteAt(int place, long newest) {
        return newest - ((newest - place) & (PLACES - 1));
    }

    /** Minutes from the oldest that was used to the newest. */
    private static int sinceOldest(long used, long newest) {
        long newestLast = Long.rotateRight(used, (int) (newest + 1));
        return used == 0 ? 0 : PLACES - 1 - Long.numberOfTrailingZeros(newestLast);
    }
}

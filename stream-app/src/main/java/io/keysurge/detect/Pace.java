// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * How fast an identity goes in one minute: tokens and calls over four windows that end with it, and the most that it
 * reached in the hour before.
 *
 * <p>A view of the {@link MinuteRing}, made anew when a minute begins and kept up to date while the minute fills, so
 * that each further event costs a few additions. No part of the state.
 */
final class Pace {

    static final int MINUTE = 0;
    static final int BURST = 1;
    static final int LEVEL = 2;
    static final int HOUR = 3;
    static final int WINDOWS = 4;

    /** Length of each window in minutes. */
    static final int[] MINUTES = {1, 2, 10, 60};

    /** First minute back that counts as before. */
    private static final int FIRST_BEFORE = 2;

    private static final int PRIOR_TO = 60;
    private static final int NEVER = -1;

    private final MinuteRing minutes;
    private final Span tokens = new Span();
    private final Span calls = new Span();
    private long minute = NEVER;
    private boolean knowsBefore;

    Pace(MinuteRing minutes) {
        this.minutes = minutes;
    }

    /** The minute this speaks of. */
    long minute() {
        return minute;
    }

    /** Tokens per minute over a window. */
    double tokens(int window) {
        return tokens.perMinute(window);
    }

    /** Calls per minute over a window. */
    double calls(int window) {
        return calls.perMinute(window);
    }

    /** The most tokens per minute that the same window held in the hour before; for {@link #HOUR} not known. */
    double tokensBefore(int window) {
        lookBefore();
        return tokens.before(window);
    }

    /** The same of calls. */
    double callsBefore(int window) {
        lookBefore();
        return calls.before(window);
    }

    /** Most minutes are not near a threshold, and nobody asks what was before them. */
    private void lookBefore() {
        if (!knowsBefore) {
            int held = minutes.held(minute, PRIOR_TO + 2);
            int slot = minutes.slot(minute);
            tokens.lookBefore(minutes.tokensBySlot(), slot, held);
            calls.lookBefore(minutes.callsBySlot(), slot, held);
            knowsBefore = true;
        }
    }

    /** Looks at a minute afresh. */
    void lookAt(long at) {
        minute = at;
        knowsBefore = false;
        int held = minutes.held(at, MINUTES[HOUR]);
        int slot = minutes.slot(at);
        tokens.look(minutes.tokensBySlot(), slot, held);
        calls.look(minutes.callsBySlot(), slot, held);
    }

    /** Takes in one more event of the minute that this speaks of. */
    void add(long moreTokens, long moreCalls) {
        tokens.add((double) moreTokens);
        calls.add((double) moreCalls);
    }

    /** Forgets what it saw, because an earlier minute changed. */
    void forget() {
        minute = NEVER;
    }

    /** Sums of whole numbers, exact in doubles, so that no order of adding matters. */
    private static final class Span {
        private double minuteBefore;
        private double burstBefore;
        private double levelBefore;
        private double now;
        private double last;
        private double level;
        private double hour;

        double perMinute(int window) {
            return switch (window) {
                case MINUTE -> now;
                case BURST -> Math.min(now, last);
                case LEVEL -> level / MINUTES[LEVEL];
                default -> hour / MINUTES[HOUR];
            };
        }

        double before(int window) {
            return switch (window) {
                case MINUTE -> minuteBefore;
                case BURST -> burstBefore;
                case LEVEL -> levelBefore;
                default -> throw new IllegalArgumentException("window: " + window + " (expected: 0 to " + LEVEL + ")");
            };
        }

        void add(double more) {
            now += more;
            level += more;
            hour += more;
        }

        void look(long[] values, int slot, int held) {
            int mask = values.length - 1;
            int levelled = Math.min(held, MINUTES[LEVEL]);
            long sum = MinuteRing.sumOf(values, (slot - levelled + 1) & mask, levelled);
            level = (double) sum;
            hour = (double) (sum + MinuteRing.sumOf(values, (slot - held + 1) & mask, held - levelled));
            now = held > 0 ? (double) values[slot] : 0;
            last = held > 1 ? (double) values[(slot - 1) & mask] : 0;
        }

        void lookBefore(long[] values, int slot, int held) {
            int mask = values.length - 1;
            long largestMinute = 0;
            long largestBurst = 0;
            long newer = 0;
            for (int back = FIRST_BEFORE; back < held; back++) {
                long value = values[(slot - back) & mask];
                largestMinute = Math.max(largestMinute, value);
                largestBurst = Math.max(largestBurst, Math.min(value, newer));
                // The burst of two minutes back shares a minute with the one judged.
                newer = back == FIRST_BEFORE ? 0 : value;
            }
            long largestLevel = 0;
            long sliding = 0;
            for (int back = MINUTES[LEVEL]; back < held; back++) {
                sliding += values[(slot - back) & mask];
                largestLevel = Math.max(largestLevel, sliding);
                int leaving = back - MINUTES[LEVEL] + 1;
                sliding -= leaving >= MINUTES[LEVEL] ? values[(slot - leaving) & mask] : 0;
            }
            minuteBefore = (double) largestMinute;
            burstBefore = (double) largestBurst;
            levelBefore = (double) largestLevel / MINUTES[LEVEL];
        }
    }
}

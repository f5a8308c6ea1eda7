// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import io.keysurge.evaluate.score.Scored;
import java.util.Arrays;

/** How many tokens one identity consumed in each minute since the file's minute 0. */
final class TokenSeries {

    private static final int MINUTES_PER_DAY = 1440;

    private double[] tokens = new double[MINUTES_PER_DAY];
    private int end;

    /** Takes in usage of a minute; what lies after the scored part is left out, so that a far minute costs nothing. */
    void add(long when, double more) {
        if (when >= Scored.END_MINUTE) {
            return;
        }
        int minute = (int) when;
        if (minute >= tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(minute + 1, tokens.length * 2));
        }
        tokens[minute] += more;
        end = Math.max(end, minute + 1);
    }

    /** Minute after the last with usage. */
    int end() {
        return end;
    }

    /** Sums over stretches of equal length, from a minute to the stretch that holds the minute before another. */
    double[] sums(int from, int to, int width) {
        double[] sums = new double[Math.max(0, Math.floorDiv(to - from + width - 1, width))];
        for (int minute = Math.max(0, from); minute < Math.min(to, end); minute++) {
            sums[(minute - from) / width] += tokens[minute];
        }
        return sums;
    }
}

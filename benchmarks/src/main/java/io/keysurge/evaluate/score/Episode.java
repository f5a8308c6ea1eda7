// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Alerts of one identity that follow each other within an hour: for a person, one interruption.
 *
 * @param identity whose alerts
 * @param minutes when they were raised, in order
 */
public record Episode(int identity, List<Long> minutes) {

    private static final long LONGEST_GAP = 60;

    /** Copies the list. */
    public Episode {
        minutes = List.copyOf(minutes);
    }

    /** When it began. */
    public long first() {
        return minutes.get(0);
    }

    /** Whether one of its alerts was raised in a span, both ends included. */
    boolean touches(long from, long to) {
        return minutes.stream().anyMatch(minute -> from <= minute && minute <= to);
    }

    /** Chains minutes that are in order. */
    static List<Episode> chain(int identity, long[] minutes) {
        List<Episode> episodes = new ArrayList<>();
        int begin = 0;
        for (int next = 1; next <= minutes.length; next++) {
            if (next == minutes.length || minutes[next] - minutes[next - 1] > LONGEST_GAP) {
                episodes.add(new Episode(
                        identity, Arrays.stream(minutes, begin, next).boxed().toList()));
                begin = next;
            }
        }
        return episodes;
    }
}

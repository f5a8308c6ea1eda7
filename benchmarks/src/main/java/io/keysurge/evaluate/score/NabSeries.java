// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;

/**
 * One file of the Numenta Anomaly Benchmark, as far as scoring looks at it.
 *
 * @param name folder and file
 * @param rows how many
 * @param windows labelled windows, in order
 */
public record NabSeries(String name, int rows, List<Window> windows) {

    private static final double PROBATION = 0.15;
    private static final double LONGEST_PROBATION = 5_000;

    /** Copies the list. */
    public NabSeries {
        windows = List.copyOf(windows);
    }

    /**
     * A span of rows, both ends included, that holds an anomaly.
     *
     * @param first first row
     * @param last last row
     */
    public record Window(int first, int last) {}

    /** The place of the window that a row is in; -1 when it is in none. */
    public int windowOf(int row) {
        for (int place = 0; place < windows.size(); place++) {
            if (windows.get(place).first() <= row && row <= windows.get(place).last()) {
                return place;
            }
        }
        return -1;
    }

    /** Rows at the beginning that a detector learns from and that do not count. */
    public int probation() {
        return (int) Math.min(Math.floor(PROBATION * rows), PROBATION * LONGEST_PROBATION);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores detectors as the Numenta Anomaly Benchmark does: every threshold is tried, the same one for all files, and the
 * best counts.
 */
public final class NabScorer {

    private static final double SILENCE = 1.1;

    private NabScorer() {}

    /**
     * Scores one detector under every profile.
     *
     * @param corpus the files, sorted by name
     * @param scores for each file one anomaly score a row, none of them {@code NaN}
     */
    public static Map<NabProfile, NabScore> score(List<NabSeries> corpus, List<double[]> scores) {
        Map<NabProfile, NabScore> found = new EnumMap<>(NabProfile.class);
        for (NabProfile profile : NabProfile.values()) {
            found.put(profile, score(corpus, scores, profile));
        }
        return found;
    }

    /** The same under one profile. */
    public static NabScore score(List<NabSeries> corpus, List<double[]> scores, NabProfile profile) {
        int windows =
                corpus.stream().mapToInt(series -> series.windows().size()).sum();
        return score(NabRows.of(corpus, scores), windows, profile);
    }

    private static NabScore score(NabRows rows, int windows, NabProfile profile) {
        double[] gains = gains(rows, windows, profile);
        // Windows wholly in probation cannot be found and are not held against a threshold, only against the scale.
        double base = -profile.missed() * distinctWindows(rows, rows.size(), windows);
        double best = base;
        int called = 0;
        double gained = 0;
        double lost = 0;
        for (int row = 0; row < rows.size(); row++) {
            gained += gains[row];
            lost += rows.window[row] == NabRows.NO_WINDOW ? rows.worth[row] : 0;
            boolean lastOfEquals = row + 1 == rows.size() || rows.scores[row + 1] != rows.scores[row];
            double total = base + gained + profile.falsePositive() * lost;
            if (lastOfEquals && total > best) {
                best = total;
                called = row + 1;
            }
        }
        double silence = -profile.missed() * windows;
        return new NabScore(
                100 * (best - silence) / (windows * profile.found() - silence),
                called == 0 ? SILENCE : rows.scores[called - 1],
                (int) Arrays.stream(rows.window, 0, called)
                        .filter(window -> window == NabRows.NO_WINDOW)
                        .count(),
                distinctWindows(rows, called, windows),
                windows);
    }

    /** What each call adds: a window counts once, with its best call. */
    private static double[] gains(NabRows rows, int windows, NabProfile profile) {
        double[] best = new double[windows];
        Arrays.fill(best, -profile.missed());
        double[] gains = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            int window = rows.window[row];
            double worth = rows.worth[row] * profile.found();
            if (window != NabRows.NO_WINDOW && worth > best[window]) {
                gains[row] = worth - best[window];
                best[window] = worth;
            }
        }
        return gains;
    }

    private static int distinctWindows(NabRows rows, int called, int windows) {
        BitSet seen = new BitSet(windows);
        for (int row = 0; row < called; row++) {
            if (rows.window[row] != NabRows.NO_WINDOW) {
                seen.set(rows.window[row]);
            }
        }
        return seen.cardinality();
    }
}

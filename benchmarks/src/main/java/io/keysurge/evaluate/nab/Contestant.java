// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

import io.keysurge.series.SeriesScorer;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A way of judging series that takes part in the benchmark.
 *
 * @param name what people call it
 * @param forRows makes a detector for a series of so many rows; the benchmark lets a detector know how long its
 *     probation is
 */
public record Contestant(String name, IntFunction<SeriesDetector> forRows) {

    /** All of them, ours first. */
    public static List<Contestant> all() {
        return List.of(
                new Contestant("Keysurge", rows -> new SeriesScorer(rows)::score),
                new Contestant("Windowed Gaussian", rows -> new WindowedGaussian()),
                new Contestant("Random Cut Forest", rows -> new ForestDetector()));
    }

    /** Its score for every row of a file. */
    public double[] judge(NabFile file) {
        SeriesDetector detector = forRows.apply(file.rows());
        double[] scores = new double[file.rows()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = detector.score(file.epochSeconds(row), file.value(row));
        }
        return scores;
    }
}

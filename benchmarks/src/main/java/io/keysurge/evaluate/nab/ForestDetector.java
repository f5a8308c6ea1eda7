// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.nab;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/** Amazon's Random Cut Forest with its own thresholding; the score is its anomaly grade. */
final class ForestDetector implements SeriesDetector {

    private static final int TREES = 30;
    private static final int SHINGLE = 8;
    private static final long SEED = 20_260_105;

    private final ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .numberOfTrees(TREES)
            .randomSeed(SEED)
            .parallelExecutionEnabled(false)
            .build();

    @Override
    public double score(long epochSeconds, double value) {
        return forest.process(new double[] {value}, epochSeconds).getAnomalyGrade();
    }
}

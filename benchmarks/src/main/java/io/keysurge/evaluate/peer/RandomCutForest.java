// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.peer;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.util.List;

/** Amazon's Random Cut Forest with its own thresholding; the score is its anomaly grade. */
final class RandomCutForest implements Peer {

    private static final int TREES = 30;
    private static final int SHINGLE = 8;
    private static final long SEED = 20_260_105;
    private static final long BUCKET_SECONDS = BUCKET_MINUTES * 60L;

    @Override
    public double[] scores(double[] buckets) {
        ThresholdedRandomCutForest forest = forest();
        double[] scores = new double[buckets.length];
        for (int i = 0; i < buckets.length; i++) {
            scores[i] = forest.process(new double[] {buckets[i]}, i * BUCKET_SECONDS)
                    .getAnomalyGrade();
        }
        return scores;
    }

    /** On one thread: identities run side by side already. */
    private static ThresholdedRandomCutForest forest() {
        return ThresholdedRandomCutForest.builder()
                .dimensions(SHINGLE)
                .shingleSize(SHINGLE)
                .numberOfTrees(TREES)
                .randomSeed(SEED)
                .parallelExecutionEnabled(false)
                .build();
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit("Random Cut Forest, grade > 0", 0), new Limit("Random Cut Forest, grade > 0.9", 0.9));
    }
}

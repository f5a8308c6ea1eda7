// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

/** What the Numenta Anomaly Benchmark lets a right or wrong answer weigh. */
public enum NabProfile {
    /** Balanced. */
    STANDARD("standard", 1, 1, 0.11),
    /** False positives weigh twice as much. */
    FEW_FALSE_POSITIVES("reward_low_FP_rate", 1, 1, 0.22),
    /** Missed windows weigh twice as much. */
    FEW_FALSE_NEGATIVES("reward_low_FN_rate", 1, 2, 0.11);

    private final String label;
    private final double found;
    private final double missed;
    private final double falsePositive;

    NabProfile(String label, double found, double missed, double falsePositive) {
        this.label = label;
        this.found = found;
        this.missed = missed;
        this.falsePositive = falsePositive;
    }

    /** The benchmark's own name for it. */
    @Override
    public String toString() {
        return label;
    }

    double found() {
        return found;
    }

    double missed() {
        return missed;
    }

    double falsePositive() {
        return falsePositive;
    }
}

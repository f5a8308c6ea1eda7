// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Arrays;

/**
 * An identity's {@link Baseline} as seen on one day, worked out once so that each event costs a few comparisons. No
 * part of the state.
 */
final class Usuals {

    /** Hours of history at which a baseline is half as thin as one that knows nothing. */
    private static final double HALF_THIN_HOURS = 10;

    private static final double UNBOUNDED = Double.MAX_VALUE;
    /** Natural logarithms of what one day may add to the usual: of a rate a bit more than three times. */
    private static final double RATE_LESSON = 1.2;

    private static final double PER_CALL_LESSON = 0.9;
    private static final double ODDNESS_LESSON = 1.0;

    /** What is usual while no day is known; shared, and never written to. */
    private static final double[] NOTHING = all(Double.NEGATIVE_INFINITY);

    private static final double[] ZEROS = all(0);
    private static final double[] NO_CAPS = all(UNBOUNDED);

    private double[] logs = NOTHING;
    private double[] values = ZEROS;
    private double[] caps = NO_CAPS;
    private long day = Long.MIN_VALUE;
    private int days;
    private double thinness;

    /** Looks at the baseline from a day, days since 1970, unless that was done already. */
    void lookAt(Baseline baseline, long onDay, DetectionSettings settings) {
        if (onDay == day) {
            return;
        }
        day = onDay;
        days = baseline.count();
        thinness = HALF_THIN_HOURS / (baseline.activeHours(onDay) + HALF_THIN_HOURS);
        if (days == 0) {
            logs = NOTHING;
            values = ZEROS;
            caps = NO_CAPS;
        } else {
            lookAtDays(baseline, onDay, settings);
        }
    }

    private void lookAtDays(Baseline baseline, long onDay, DetectionSettings settings) {
        if (logs == NOTHING) {
            logs = new double[Feature.COUNT];
            values = new double[Feature.COUNT];
            caps = new double[Feature.COUNT];
        }
        for (Feature feature : Feature.values()) {
            double log = baseline.usual(feature, onDay);
            logs[feature.index()] = log;
            values[feature.index()] = log == Double.NEGATIVE_INFINITY ? 0 : feature.value(log);
            caps[feature.index()] = cap(feature, settings);
        }
    }

    private static double[] all(double value) {
        double[] values = new double[Feature.COUNT];
        Arrays.fill(values, value);
        return values;
    }

    private double cap(Feature feature, DetectionSettings settings) {
        if (days < settings.warmUpDays() || !knows(feature)) {
            return UNBOUNDED;
        }
        return switch (feature) {
            case INPUT_PER_CALL, OUTPUT_PER_CALL -> log(feature) + PER_CALL_LESSON;
            case ODDNESS -> log(feature) + ODDNESS_LESSON;
            case APPLICATIONS -> Ln.of(value(feature) + 2.0 * settings.fanOutMargin());
            default -> log(feature) + RATE_LESSON;
        };
    }

    /** The largest logarithm that the day under way may teach: an attack must not become the new usual. */
    double cap(Feature feature) {
        return caps[feature.index()];
    }

    /** Forgets what it saw, because the baseline changed. */
    void forget() {
        day = Long.MIN_VALUE;
    }

    /** Active days that the baseline holds. */
    int days() {
        return days;
    }

    /**
     * How little the baseline rests on: 1 when it knows no hour, one half at ten active hours, near 0 for an identity
     * that is always on. The largest of few hours says little about the next.
     */
    double thinness() {
        return thinness;
    }

    /** The usual of a feature in its unit; 0 when it was never measured. */
    double value(Feature feature) {
        return values[feature.index()];
    }

    /** The usual of a feature as a logarithm; negative infinity when it was never measured. */
    double log(Feature feature) {
        return logs[feature.index()];
    }

    /** Whether the feature was ever taken. */
    boolean knows(Feature feature) {
        return logs[feature.index()] != Double.NEGATIVE_INFINITY;
    }
}

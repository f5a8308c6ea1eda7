// SPDX-License-Identifier: Apache-2.0
package io.keysurge.labels;

import java.util.OptionalDouble;

/**
 * How often one detector was right, by what people said of its alerts.
 *
 * <p>Alerts without a label are not counted in the precision: people label what they look at, and that is no fair
 * sample. {@link #share()} tells how much of the whole they looked at.
 *
 * @param alertType whose
 * @param right alerts labelled true
 * @param noise alerts labelled noise
 * @param test alerts labelled test, which are in no precision
 * @param alerts alerts that are on the topic, labelled or not
 * @param labelled how many of those have a label; less than the sum of labels when an alert is older than its topic
 *     keeps
 */
public record Precision(String alertType, long right, long noise, long test, long alerts, long labelled) {

    /** Right alerts of those that were right or noise, 0 to 1; empty when there is neither. */
    public OptionalDouble precision() {
        return part(right, right + noise);
    }

    /** Alerts on the topic that have a label, of all there, 0 to 1; empty when there are none. */
    public OptionalDouble share() {
        return part(labelled, alerts);
    }

    private static OptionalDouble part(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import java.util.Map;

/**
 * How the detector commits.
 *
 * @param guarantee its processing guarantee
 * @param millis its commit interval
 */
record Commits(String guarantee, int millis) {

    /** The detector's settings for it. */
    Map<String, String> settings() {
        return Map.of(
                "detector.processing.guarantee", guarantee, "detector.commit.interval.ms", Integer.toString(millis));
    }

    /** Short, for file and topic names. */
    String shortName() {
        return guarantee.replace('_', '-') + "-" + millis;
    }
}

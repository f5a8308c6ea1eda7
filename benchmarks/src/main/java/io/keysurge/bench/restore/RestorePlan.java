// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import java.util.Map;

/**
 * What to measure.
 *
 * @param identities identities that usage is drawn from
 * @param events events that fill the state
 * @param rate usage events a second where something has to happen under load
 * @param heap heap of each detector's JVM
 * @param settings further settings of the detector
 */
record RestorePlan(int identities, long events, int rate, String heap, Map<String, String> settings) {

    RestorePlan {
        if (events < 1 || rate < 1) {
            throw new IllegalArgumentException(
                    "events: " + events + ", rate: " + rate + " (expected: 1 or more of each)");
        }
        settings = Map.copyOf(settings);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import java.util.Map;

/**
 * What to measure.
 *
 * @param identities identities, each of which is known before steady usage begins
 * @param rate usage events a second
 * @param seconds length of the steady usage
 * @param heap heap of the detector's JVM
 * @param settings further settings of the detector
 */
record MemoryPlan(int identities, int rate, int seconds, String heap, Map<String, String> settings) {

    MemoryPlan {
        if (identities < 1 || rate < 1 || seconds < 1) {
            throw new IllegalArgumentException("identities: " + identities + ", rate: " + rate + ", seconds: " + seconds
                    + " (expected: 1 or more of each)");
        }
        settings = Map.copyOf(settings);
    }
}

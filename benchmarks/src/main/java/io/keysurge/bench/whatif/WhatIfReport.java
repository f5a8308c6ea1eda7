// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.whatif;

import io.keysurge.bench.stage.Place;
import java.util.List;

/**
 * Everything that was measured, and where.
 *
 * @param place where
 * @param identities identities that usage was drawn from
 * @param events events on the topic
 * @param passes each pass, with more work than the one before
 */
record WhatIfReport(Place place, int identities, long events, List<Pass> passes) {

    WhatIfReport {
        passes = List.copyOf(passes);
    }
}

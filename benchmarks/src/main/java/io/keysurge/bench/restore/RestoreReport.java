// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.Place;
import java.util.List;

/**
 * Everything that was measured, and where.
 *
 * @param place where
 * @param identities identities that usage was drawn from
 * @param events events that filled the state
 * @param changelogRecords records on the changelogs before the first restart; transactions' markers count
 * @param changelogMb the changelogs on the broker's disk
 * @param stateMb the state on the detector's disk
 * @param starts each start
 * @param handOver from one instance to another
 * @param work what one instance and two cost
 */
record RestoreReport(
        Place place,
        int identities,
        long events,
        long changelogRecords,
        double changelogMb,
        double stateMb,
        List<StartRow> starts,
        HandOver handOver,
        List<Work> work) {

    RestoreReport {
        starts = List.copyOf(starts);
        work = List.copyOf(work);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import io.keysurge.bench.stage.Place;
import java.util.List;

/**
 * Everything that was measured, and where. Megabytes are of 1,048,576 bytes; growth is that of the second half.
 *
 * @param place where
 * @param identities identities, all known
 * @param eventsPerS usage events a second, as the detector counted them
 * @param minutes length of the steady usage
 * @param heapLimit the most that the heap may be
 * @param rssMb memory of the process at the end
 * @param rssPeakMb the most it ever was, from the start of the process
 * @param rssGrowthMbPerH growth of the process's memory
 * @param liveHeapGrowthMbPerH growth of the heap as full collections leave it, from halfway to the end
 * @param liveHeapEmptyMb heap after a full collection before the first event
 * @param liveHeapMb the same at the end
 * @param stateMb state on the detector's disk once it has stopped and written everything
 * @param changelogMb changelogs on the broker's disk at the end
 * @param changelogRecords records on the changelogs; markers of transactions count
 * @param heapBytesPerIdentity growth of the live heap, over all identities: few of them are on the heap
 * @param stateBytesPerIdentity state on disk, over all identities
 * @param changelogBytesPerIdentity changelogs, over all identities
 * @param otherBusyCores processors that others kept busy
 * @param samples every sample
 */
record MemoryReport(
        Place place,
        int identities,
        double eventsPerS,
        double minutes,
        String heapLimit,
        double rssMb,
        double rssPeakMb,
        double rssGrowthMbPerH,
        double liveHeapGrowthMbPerH,
        double liveHeapEmptyMb,
        double liveHeapMb,
        double stateMb,
        double changelogMb,
        long changelogRecords,
        double heapBytesPerIdentity,
        double stateBytesPerIdentity,
        double changelogBytesPerIdentity,
        double otherBusyCores,
        List<Sample> samples) {

    MemoryReport {
        samples = List.copyOf(samples);
    }
}

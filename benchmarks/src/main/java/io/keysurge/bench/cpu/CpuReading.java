// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * CPU that a process had used at one moment.
 *
 * @param processTicks of the process, threads that ended included
 * @param threads each thread that runs, by its id
 */
public record CpuReading(long processTicks, Map<Integer, TaskStat> threads) {

    public CpuReading {
        threads = Map.copyOf(threads);
    }

    /** What was used since an earlier reading of the same process. */
    public CpuUse since(CpuReading earlier) {
        SortedMap<String, Long> byName = new TreeMap<>();
        long compiler = 0;
        long collector = 0;
        for (var entry : threads.entrySet()) {
            TaskStat now = entry.getValue();
            TaskStat before = earlier.threads.get(entry.getKey());
            long used = now.ticks() - (before == null ? 0 : before.ticks());
            byName.merge(now.name(), used, Long::sum);
            compiler += now.isCompiler() ? used : 0;
            collector += now.isCollector() ? used : 0;
        }
        return new CpuUse(processTicks - earlier.processTicks, compiler, collector, byName);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.keysurge.bench.throughput.process.Measured;
import io.keysurge.bench.throughput.system.SystemName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One system on one topic. Rates of CPU are seconds per million events, without the JIT compiler.
 * Their names in JSON are given because Jackson makes no word of a single letter.
 *
 * @param system which system
 * @param identities identities of the topic
 * @param version what did the work
 * @param commits when work was committed
 * @param events events measured
 * @param warmUpEvents events before the clock started
 * @param cpuSPerMillion CPU of the process, garbage collection included
 * @param cpuSPerMillionWithClose the same with the last commit
 * @param gcCpuSPerMillion the garbage collector's part
 * @param jitCpuSPerMillion the JIT compiler's CPU, in none of the others
 * @param brokerCpuSPerMillion CPU of the broker
 * @param eventsPerS events per second of the clock
 * @param otherBusyCores processors kept busy by neither the process nor the broker
 * @param changelogRecordsPerEvent records to secure state, over the whole run
 * @param changelogBytesPerEvent bytes to secure state, over the whole run
 * @param gcPauseS pauses of the garbage collector
 * @param rssMb memory of the process
 * @param rssPeakMb the most it ever was
 * @param heapUsedMb heap in use at the end of the window
 * @param alerts how the alerts compare
 * @param cpuSPerMillionByThread CPU by thread name
 */
record Row(
        SystemName system,
        int identities,
        String version,
        String commits,
        long events,
        long warmUpEvents,
        @JsonProperty("cpu_s_per_million") double cpuSPerMillion,
        @JsonProperty("cpu_s_per_million_with_close") double cpuSPerMillionWithClose,
        @JsonProperty("gc_cpu_s_per_million") double gcCpuSPerMillion,
        @JsonProperty("jit_cpu_s_per_million") double jitCpuSPerMillion,
        @JsonProperty("broker_cpu_s_per_million") double brokerCpuSPerMillion,
        double eventsPerS,
        double otherBusyCores,
        double changelogRecordsPerEvent,
        double changelogBytesPerEvent,
        double gcPauseS,
        double rssMb,
        double rssPeakMb,
        double heapUsedMb,
        AlertCheck alerts,
        @JsonProperty("cpu_s_per_million_by_thread") SortedMap<String, Double> cpuSPerMillionByThread) {

    private static final double MILLION = 1e6;

    static Row of(
            SystemName system, int identities, Plan plan, Measured measured, Changelog changelog, AlertCheck alerts) {
        double millions = measured.events() / MILLION;
        SortedMap<String, Double> byThread = new TreeMap<>();
        measured.cpuSecondsByThread().forEach((thread, seconds) -> byThread.put(thread, seconds / millions));
        return new Row(
                system,
                identities,
                measured.version(),
                measured.commits(),
                measured.events(),
                plan.events() - measured.events(),
                measured.cpuSeconds() / millions,
                measured.cpuSecondsWithClose() / millions,
                measured.collectorCpuSeconds() / millions,
                measured.compilerCpuSeconds() / millions,
                measured.brokerCpuSeconds() / millions,
                measured.events() / measured.seconds(),
                measured.otherBusyCores(),
                (double) changelog.records() / plan.events(),
                (double) changelog.bytes() / plan.events(),
                measured.pauseSeconds(),
                measured.residentMegabytes(),
                measured.peakMegabytes(),
                measured.heapMegabytes(),
                alerts,
                byThread);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.process;

import io.keysurge.bench.cpu.CpuReading;
import io.keysurge.bench.cpu.Proc;
import io.keysurge.bench.throughput.system.Tally;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Everything that is read at one moment of a run.
 *
 * @param nanos the clock
 * @param events events done
 * @param cpu this process's CPU
 * @param brokerTicks the broker's CPU
 * @param busyTicks the whole machine's CPU
 * @param collectionMillis pauses of the garbage collector since the start
 */
record Reading(long nanos, long events, CpuReading cpu, long brokerTicks, long busyTicks, long collectionMillis) {

    static Reading now(Tally tally, long brokerProcess) {
        return new Reading(
                System.nanoTime(),
                tally.events(),
                Proc.ownCpu(),
                Proc.cpuTicks(brokerProcess),
                Proc.busyTicks(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
    }
}

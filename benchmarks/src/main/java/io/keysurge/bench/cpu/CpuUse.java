// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.cpu;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * CPU that a process used in a span of time, in hundredths of a second.
 *
 * @param processTicks all of it
 * @param compilerTicks the JIT compiler's part
 * @param collectorTicks the garbage collector's part
 * @param byThread the part of each thread name
 */
public record CpuUse(long processTicks, long compilerTicks, long collectorTicks, SortedMap<String, Long> byThread) {

    public CpuUse {
        byThread = Collections.unmodifiableSortedMap(new TreeMap<>(byThread));
    }

    /** Seconds of all but the JIT compiler, which a long-lived process does not pay. */
    public double seconds() {
        return (processTicks - compilerTicks) / TaskStat.TICKS_PER_SECOND;
    }

    /** Seconds of the JIT compiler. */
    public double compilerSeconds() {
        return compilerTicks / TaskStat.TICKS_PER_SECOND;
    }

    /** Seconds of the garbage collector, which {@link #seconds} holds too. */
    public double collectorSeconds() {
        return collectorTicks / TaskStat.TICKS_PER_SECOND;
    }
}

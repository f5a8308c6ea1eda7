// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.process;

import io.keysurge.bench.cpu.CpuUse;
import io.keysurge.bench.cpu.Proc;
import io.keysurge.bench.cpu.TaskStat;
import io.keysurge.bench.throughput.system.Subject;
import java.lang.management.ManagementFactory;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run cost. The window is from the end of the warm-up to the last event; CPU is without the JIT compiler.
 *
 * @param version what did the work
 * @param commits when work was committed
 * @param events events in the window
 * @param seconds length of the window
 * @param cpuSeconds CPU in the window, the garbage collector's included
 * @param cpuSecondsWithClose the same until the system had closed: with the last commit
 * @param collectorCpuSeconds the garbage collector's part
 * @param compilerCpuSeconds CPU of the JIT compiler in the window, in none of the figures above
 * @param brokerCpuSeconds CPU of the broker in the window
 * @param otherBusyCores processors that others kept busy in the window
 * @param pauseSeconds pauses of the garbage collector in the window
 * @param residentMegabytes memory of the process at the end of the window
 * @param peakMegabytes the most it ever was
 * @param heapMegabytes heap in use at the end of the window
 * @param cpuSecondsByThread CPU of each thread name in the window
 */
public record Measured(
        String version,
        String commits,
        long events,
        double seconds,
        double cpuSeconds,
        double cpuSecondsWithClose,
        double collectorCpuSeconds,
        double compilerCpuSeconds,
        double brokerCpuSeconds,
        double otherBusyCores,
        double pauseSeconds,
        double residentMegabytes,
        double peakMegabytes,
        double heapMegabytes,
        SortedMap<String, Double> cpuSecondsByThread) {

    private static final double MEGABYTE = 1024.0 * 1024;
    private static final double KILOBYTES = 1024.0;

    /** Memory of this process now, to be read before a system closes. */
    record Memory(double resident, double peak, double heap) {

        static Memory now() {
            return new Memory(
                    Proc.memoryKilobytes("VmRSS") / KILOBYTES,
                    Proc.memoryKilobytes("VmHWM") / KILOBYTES,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE);
        }
    }

    static Measured between(Subject subject, Reading begin, Reading end, Reading closed, Memory memory) {
        CpuUse use = end.cpu().since(begin.cpu());
        double seconds = (end.nanos() - begin.nanos()) / 1e9;
        long brokerTicks = end.brokerTicks() - begin.brokerTicks();
        long others = end.busyTicks() - begin.busyTicks() - brokerTicks - use.processTicks();
        SortedMap<String, Double> byThread = new TreeMap<>();
        use.byThread().forEach((name, ticks) -> {
            if (ticks > 0) {
                byThread.put(name, ticks / TaskStat.TICKS_PER_SECOND);
            }
        });
        return new Measured(
                subject.version(),
                subject.commits(),
                end.events() - begin.events(),
                seconds,
                use.seconds(),
                closed.cpu().since(begin.cpu()).seconds(),
                use.collectorSeconds(),
                use.compilerSeconds(),
                brokerTicks / TaskStat.TICKS_PER_SECOND,
                Math.max(0, others / TaskStat.TICKS_PER_SECOND / seconds),
                (end.collectionMillis() - begin.collectionMillis()) / 1e3,
                memory.resident(),
                memory.peak(),
                memory.heap(),
                byThread);
    }
}

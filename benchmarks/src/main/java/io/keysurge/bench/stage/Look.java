// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

/**
 * A detector's process as it is at one moment. Times are milliseconds since 1970, 0 for what has not happened.
 *
 * @param state state of Kafka Streams
 * @param jvmStartedAt start of the process
 * @param startedAt when Kafka Streams was told to start
 * @param runningAt when it was running first
 * @param restoringAt when it began to restore state
 * @param restoredAt when it last ended to restore a store
 * @param restoredRecords changelog records restored
 * @param tasks tasks it works on
 * @param events usage events counted
 * @param refused records refused
 * @param cpuSeconds CPU since the start of the process, without the JIT compiler
 * @param compilerCpuSeconds CPU of the JIT compiler
 * @param collectorCpuSeconds CPU of the garbage collector, part of cpuSeconds
 * @param residentMegabytes memory of the process
 * @param peakMegabytes the most it ever was
 * @param heapMegabytes heap in use
 * @param heapAfterCollectionMegabytes heap in use after the latest garbage collection
 */
public record Look(
        String state,
        long jvmStartedAt,
        long startedAt,
        long runningAt,
        long restoringAt,
        long restoredAt,
        long restoredRecords,
        int tasks,
        long events,
        long refused,
        double cpuSeconds,
        double compilerCpuSeconds,
        double collectorCpuSeconds,
        double residentMegabytes,
        double peakMegabytes,
        double heapMegabytes,
        double heapAfterCollectionMegabytes) {

    private static final double MILLIS = 1e3;

    /** From the start of Kafka Streams until it ran. */
    public double secondsToRunning() {
        return (runningAt - startedAt) / MILLIS;
    }

    /** From the start of the process until Kafka Streams ran. */
    public double secondsFromProcessToRunning() {
        return (runningAt - jvmStartedAt) / MILLIS;
    }

    /** From the opening of the first store to the last changelog record restored. */
    public double secondsOfRestore() {
        return (restoredAt - restoringAt) / MILLIS;
    }

    boolean isRunning() {
        return "RUNNING".equals(state);
    }
}

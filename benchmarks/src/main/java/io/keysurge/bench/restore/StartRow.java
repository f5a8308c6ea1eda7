// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.bench.stage.Look;

/**
 * One start of the detector.
 *
 * @param after what was before
 * @param startToRunningS from the start of Kafka Streams until it ran
 * @param processToRunningS the same from the start of the process
 * @param restoreS from the opening of the first store to the last record restored
 * @param restOfStartS of startToRunningS what was not restore
 * @param restoredRecords changelog records restored
 * @param recordsPerS of those, per second of restoreS; one thread restores
 * @param cpuS CPU until it ran, without the JIT compiler
 */
record StartRow(
        String after,
        double startToRunningS,
        double processToRunningS,
        double restoreS,
        double restOfStartS,
        long restoredRecords,
        double recordsPerS,
        double cpuS) {

    static StartRow of(String after, Look running) {
        double restore = running.secondsOfRestore();
        return new StartRow(
                after,
                running.secondsToRunning(),
                running.secondsFromProcessToRunning(),
                restore,
                running.secondsToRunning() - restore,
                running.restoredRecords(),
                restore > 0 ? running.restoredRecords() / restore : 0,
                running.cpuSeconds());
    }
}

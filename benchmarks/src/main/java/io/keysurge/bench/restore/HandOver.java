// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

/**
 * From one instance to another, under load.
 *
 * @param secondStartToRunningS from the start of the second until it ran beside the first
 * @param secondTasksBefore tasks that the second had by the time the first was told to stop
 * @param stopS how long the first took to stop
 * @param stopToAllTasksS from there on until the second ran with every task
 * @param stopToCaughtUpS from there on until it had committed all but the usage of the last second
 * @param restoredRecords changelog records that the second restored
 */
record HandOver(
        double secondStartToRunningS,
        int secondTasksBefore,
        double stopS,
        double stopToAllTasksS,
        double stopToCaughtUpS,
        long restoredRecords) {}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

/**
 * The detector's memory at one moment. Megabytes are of 1,048,576 bytes.
 *
 * @param second since the start of the steady usage
 * @param events usage events counted since the start of the process
 * @param rssMb memory of the process
 * @param rssPeakMb the most it ever was
 * @param heapMb heap in use
 * @param heapAfterGcMb heap in use after the latest garbage collection
 * @param stateMb state on the detector's disk
 */
record Sample(
        double second,
        long events,
        double rssMb,
        double rssPeakMb,
        double heapMb,
        double heapAfterGcMb,
        double stateMb) {}

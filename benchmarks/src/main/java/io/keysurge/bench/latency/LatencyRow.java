// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

/**
 * The latency of alerts under one way to commit. Milliseconds are from {@code send()} of the event that crosses to a
 * read_committed consumer that holds the alert.
 *
 * @param guarantee processing guarantee
 * @param commitMs commit interval
 * @param eventsPerS usage events a second, as they were sent
 * @param n alerts measured
 * @param missing events that crossed and brought no alert within the patience
 * @param p50Ms half of the alerts took no longer
 * @param p90Ms nine of ten took no longer
 * @param p99Ms 99 of 100 took no longer
 * @param maxMs the longest
 * @param ownBusyCores processors that detector, broker and the measurement itself kept busy
 * @param otherBusyCores processors that anybody else kept busy
 */
record LatencyRow(
        String guarantee,
        int commitMs,
        double eventsPerS,
        int n,
        int missing,
        double p50Ms,
        double p90Ms,
        double p99Ms,
        double maxMs,
        double ownBusyCores,
        double otherBusyCores) {

    static LatencyRow of(
            Commits commits, double eventsPerSecond, Percentiles millis, int missing, double own, double others) {
        return new LatencyRow(
                commits.guarantee(),
                commits.millis(),
                eventsPerSecond,
                millis.count(),
                missing,
                millis.at(50),
                millis.at(90),
                millis.at(99),
                millis.max(),
                own,
                others);
    }
}

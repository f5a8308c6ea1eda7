// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.bench.stage.Place;
import io.keysurge.evaluate.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every run, and where.
 *
 * @param place where it was measured
 * @param identities identities whose usage was steady
 * @param spikesPerS identities a second that spiked
 * @param rows one for each way to commit
 */
record LatencyReport(Place place, int identities, int spikesPerS, List<LatencyRow> rows) {

    LatencyReport {
        rows = List.copyOf(rows);
    }

    /** The report for people. */
    List<String> lines() {
        var table = new TextTable(
                "guarantee, commit", "events/s", "n", "missing", "p50 ms", "p90 ms", "p99 ms", "max ms", "other cores");
        for (LatencyRow row : rows) {
            table.add(List.of(
                    row.guarantee() + ", " + row.commitMs() + " ms",
                    String.format(Locale.ROOT, "%,.0f", row.eventsPerS()),
                    String.valueOf(row.n()),
                    String.valueOf(row.missing()),
                    tenths(row.p50Ms()),
                    tenths(row.p90Ms()),
                    tenths(row.p99Ms()),
                    tenths(row.maxMs()),
                    String.format(Locale.ROOT, "%.2f", row.otherBusyCores())));
        }
        List<String> lines = new ArrayList<>();
        lines.add("From send() of the event that crosses to a read_committed consumer that holds the alert");
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d identities with steady usage, %d spikes/s of others; %s",
                identities,
                spikesPerS,
                place.inWords()));
        return lines;
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

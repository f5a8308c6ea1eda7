// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import io.keysurge.evaluate.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as tables. */
final class RestoreText {

    private RestoreText() {}

    static List<String> lines(RestoreReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d events of up to %,d identities; changelogs %,d records, %,.0f MB; state %,.0f MB",
                report.events(),
                report.identities(),
                report.changelogRecords(),
                report.changelogMb(),
                report.stateMb()));
        lines.add("");
        lines.addAll(starts(report.starts()));
        lines.add("");
        lines.addAll(handOver(report.handOver()));
        lines.add("");
        lines.addAll(work(report.work()));
        lines.add("");
        lines.add(report.place().inWords());
        return lines;
    }

    private static List<String> starts(List<StartRow> starts) {
        var table = new TextTable(
                "start after",
                "to running s",
                "of that restore s",
                "rest s",
                "records",
                "records/s",
                "from process s",
                "CPU s");
        for (StartRow row : starts) {
            table.add(List.of(
                    row.after(),
                    tenths(row.startToRunningS()),
                    tenths(row.restoreS()),
                    tenths(row.restOfStartS()),
                    whole(row.restoredRecords()),
                    whole(row.recordsPerS()),
                    tenths(row.processToRunningS()),
                    tenths(row.cpuS())));
        }
        return table.lines();
    }

    private static List<String> handOver(HandOver handOver) {
        var table = new TextTable("hand-over under load", "");
        table.add(List.of("second instance, start to running", tenths(handOver.secondStartToRunningS()) + " s"));
        table.add(List.of("its tasks before the first stops", String.valueOf(handOver.secondTasksBefore())));
        table.add(List.of("first instance, stop", tenths(handOver.stopS()) + " s"));
        table.add(List.of("stop to second with every task", tenths(handOver.stopToAllTasksS()) + " s"));
        table.add(List.of("stop to second caught up", tenths(handOver.stopToCaughtUpS()) + " s"));
        table.add(List.of("records that it restored", whole(handOver.restoredRecords())));
        return table.lines();
    }

    private static List<String> work(List<Work> work) {
        var table = new TextTable("instances", "CPU s/M", "events/s", "shares");
        for (Work each : work) {
            table.add(List.of(
                    String.valueOf(each.instances()),
                    String.format(Locale.ROOT, "%.2f", each.cpuSPerMillion()),
                    whole(each.eventsPerS()),
                    each.shares().stream()
                            .map(share -> String.format(Locale.ROOT, "%.2f", share))
                            .collect(Collectors.joining(" "))));
        }
        return table.lines();
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

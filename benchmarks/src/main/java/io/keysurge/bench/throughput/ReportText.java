// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.throughput.system.SystemName;
import io.keysurge.evaluate.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The report as tables. */
final class ReportText {

    private static final String NONE = "-";

    private static final Set<SystemName> REFERENCES =
            Set.of(SystemName.SPECIFIC, SystemName.FLOOR, SystemName.DSL, SystemName.FLINK, SystemName.FLINK_TUNED);

    private ReportText() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        report.rows().stream().mapToInt(Row::identities).distinct().forEach(identities -> {
            List<Row> rows = report.rows().stream()
                    .filter(row -> row.identities() == identities)
                    .toList();
            lines.add(title(rows.get(0)));
            lines.add("");
            lines.addAll(cost(rows).lines());
            lines.add("");
            lines.addAll(footprint(rows).lines());
            lines.add("");
        });
        report.failures().forEach(failure -> lines.add("failed: " + failure));
        lines.addAll(notes(report));
        return lines;
    }

    private static String title(Row first) {
        return String.format(
                Locale.ROOT,
                "%,d identities; %,d events measured after %,d to warm up",
                first.identities(),
                first.events(),
                first.warmUpEvents());
    }

    private static TextTable cost(List<Row> rows) {
        List<SystemName> against =
                rows.stream().map(Row::system).filter(REFERENCES::contains).toList();
        List<String> heads = new ArrayList<>(
                List.of("system", "CPU s/M", "GC", "with close", "JIT", "broker", "events/s", "others"));
        against.forEach(system -> heads.add("x " + system));
        var table = new TextTable(heads.toArray(String[]::new));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(
                    row.system().description(),
                    fixed(row.cpuSPerMillion()),
                    fixed(row.gcCpuSPerMillion()),
                    fixed(row.cpuSPerMillionWithClose()),
                    fixed(row.jitCpuSPerMillion()),
                    fixed(row.brokerCpuSPerMillion()),
                    String.format(Locale.ROOT, "%,.0f", row.eventsPerS()),
                    fixed(row.otherBusyCores())));
            against.forEach(system -> cells.add(ratio(row, rows, system)));
            table.add(cells);
        }
        return table;
    }

    /** How much more CPU a row takes than another system; a dash beside itself. */
    private static String ratio(Row row, List<Row> rows, SystemName system) {
        Optional<Row> other =
                rows.stream().filter(candidate -> candidate.system() == system).findFirst();
        return row.system() == system
                ? NONE
                : other.map(found -> fixed(row.cpuSPerMillion() / found.cpuSPerMillion()))
                        .orElse(NONE);
    }

    private static TextTable footprint(List<Row> rows) {
        var table = new TextTable(
                "system",
                "commits",
                "changelog records/event",
                "bytes/event",
                "RSS MB",
                "peak",
                "heap MB",
                "GC pauses s",
                "alerts equal to the recount");
        for (Row row : rows) {
            table.add(List.of(
                    row.system().description(),
                    row.commits(),
                    String.format(Locale.ROOT, "%.3f", row.changelogRecordsPerEvent()),
                    String.format(Locale.ROOT, "%.1f", row.changelogBytesPerEvent()),
                    whole(row.rssMb()),
                    whole(row.rssPeakMb()),
                    whole(row.heapUsedMb()),
                    fixed(row.gcPauseS()),
                    row.alerts().inWords()));
        }
        return table;
    }

    private static List<String> notes(Report report) {
        List<String> versions =
                report.rows().stream().map(Row::version).distinct().toList();
        return List.of(
                report.machine() + "; " + report.jdk() + "; " + String.join(", ", versions) + "; each JVM "
                        + report.jvmOptions(),
                "CPU s/M: CPU seconds of the process per million events, by /proc, garbage collection included and the JIT"
                        + " compiler left out; with close: until the last commit.",
                "others: processors that neither the process nor the broker kept busy. x: times the CPU of that system.",
                "Changelogs are those of the whole run, markers of transactions included.",
                "The peers' rule is simpler than the detector: " + report.ruleOfPeers() + ".");
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}

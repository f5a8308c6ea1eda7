// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import io.keysurge.alerts.AlertLine;
import io.keysurge.spend.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The report for people: a table, and under it why records were refused. */
public final class QualityTable {

    private static final double PERCENT = 100;

    private QualityTable() {}

    /** Its lines. */
    public static List<String> lines(QualityReport report) {
        if (report.producers().isEmpty()) {
            return List.of("No usage.");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "producer",
                "first seen",
                "last seen",
                "schema",
                "accepted",
                "duplicate",
                "late",
                "unjudged",
                "rejected",
                "unattributed",
                "skew median",
                "skew p95",
                "ahead",
                "tokens"));
        report.producers().forEach((name, quality) -> rows.add(row(AlertLine.printable(name), quality, report)));
        if (report.producers().size() > 1) {
            rows.add(row("all", report.total(), report));
        }
        List<String> lines = new ArrayList<>(TextTable.lines(rows, 4));
        report.producers().forEach((name, quality) -> {
            if (!quality.rejected().isEmpty()) {
                lines.add("Rejected of " + AlertLine.printable(name) + ": " + reasons(quality.rejected()) + ".");
            }
        });
        return lines;
    }

    private static List<String> row(String name, ProducerQuality quality, QualityReport report) {
        return List.of(
                name,
                time(quality.firstSeen()),
                time(quality.lastSeen()),
                schemas(quality, report.schemaVersions()),
                number(quality.accepted()),
                number(quality.duplicates()),
                number(quality.late()),
                number(quality.unjudged()),
                number(quality.allRejected()),
                percent(quality.unattributedShare()),
                span(quality.skewMedian()),
                span(quality.skewP95()),
                percent(quality.aheadShare()),
                number(quality.tokens()));
    }

    private static String reasons(Map<String, Long> rejected) {
        return rejected.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(each -> number(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String schemas(ProducerQuality quality, Map<Integer, Optional<Integer>> versions) {
        return quality.schemaIds().isEmpty()
                ? "-"
                : new TreeSet<>(quality.schemaIds())
                        .stream()
                                .map(id -> versions.getOrDefault(id, Optional.empty())
                                        .map(version -> "v" + version)
                                        .orElse("id " + id))
                                .collect(Collectors.joining(", "));
    }

    private static String time(Optional<Long> millis) {
        return millis.map(each -> Instant.ofEpochMilli(each)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .orElse("-");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    /** In the largest unit that leaves something before the point. */
    private static String span(long millis) {
        long size = Math.abs(millis);
        String sign = millis < 0 ? "-" : "";
        if (size < 1_000) {
            return sign + size + " ms";
        }
        Duration duration = Duration.ofMillis(size);
        if (duration.toMinutes() < 1) {
            return sign + String.format(Locale.ROOT, "%.1f s", size / 1_000.0);
        }
        if (duration.toHours() < 1) {
            return sign + String.format(Locale.ROOT, "%.1f min", size / 60_000.0);
        }
        return duration.toDays() < 2
                ? sign + String.format(Locale.ROOT, "%.1f h", size / 3_600_000.0)
                : sign + String.format(Locale.ROOT, "%.1f d", size / 86_400_000.0);
    }
}

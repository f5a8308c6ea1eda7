// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import io.keysurge.evaluate.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as tables. */
final class MemoryText {

    private static final int LINES_OVER_TIME = 10;

    private MemoryText() {}

    static List<String> lines(MemoryReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d identities, %,.0f events/s for %.1f min, heap of at most %s",
                report.identities(),
                report.eventsPerS(),
                report.minutes(),
                report.heapLimit()));
        lines.add("");
        lines.addAll(overTime(report.samples()));
        lines.add("");
        lines.addAll(figures(report));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%.2f cores busy elsewhere; %s",
                report.otherBusyCores(),
                report.place().inWords()));
        return lines;
    }

    private static List<String> overTime(List<Sample> samples) {
        var table =
                new TextTable("minute", "events", "RSS MB", "RSS peak MB", "heap MB", "heap after GC MB", "state MB");
        int step = Math.max(1, (samples.size() - 1) / LINES_OVER_TIME);
        for (int i = 0; i < samples.size(); i += step) {
            Sample sample = samples.get(i);
            table.add(List.of(
                    String.format(Locale.ROOT, "%.1f", sample.second() / 60),
                    String.format(Locale.ROOT, "%,d", sample.events()),
                    whole(sample.rssMb()),
                    whole(sample.rssPeakMb()),
                    whole(sample.heapMb()),
                    whole(sample.heapAfterGcMb()),
                    whole(sample.stateMb())));
        }
        return table.lines();
    }

    private static List<String> figures(MemoryReport report) {
        var table = new TextTable("", "MB", "bytes per identity");
        table.add(List.of("process, the most", whole(report.rssPeakMb()), ""));
        table.add(List.of("process, growth per hour", whole(report.rssGrowthMbPerH()), ""));
        table.add(List.of("live heap, growth per hour", whole(report.liveHeapGrowthMbPerH()), ""));
        table.add(List.of("live heap before the first event", whole(report.liveHeapEmptyMb()), ""));
        table.add(List.of("live heap at the end", whole(report.liveHeapMb()), whole(report.heapBytesPerIdentity())));
        table.add(List.of("state on disk", whole(report.stateMb()), whole(report.stateBytesPerIdentity())));
        table.add(List.of("changelogs", whole(report.changelogMb()), whole(report.changelogBytesPerIdentity())));
        return table.lines();
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.alerts.AlertLine;
import io.keysurge.cases.Moment;
import io.keysurge.wording.Redaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A timeline as lines for a person; with a chart where somebody watches. */
public final class TimelineText {

    private static final int BAR = 30;

    private final Timeline timeline;
    private final boolean chart;
    private final Scale scale;

    private TimelineText(Timeline timeline, boolean chart) {
        this.timeline = timeline;
        this.chart = chart;
        this.scale = new Scale(timeline.highest());
    }

    /**
     * The lines.
     *
     * @param chart whether usage gets a bar, in which {@code |} stands for the threshold
     */
    public static List<String> lines(Timeline timeline, boolean chart) {
        return new TimelineText(timeline, chart).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(harmless("Timeline of " + timeline.question().identity() + " from "
                + timeline.question().from() + " to " + timeline.question().to() + ", by "
                + timeline.question().step() + ":"));
        lines.addAll(timeline.inOrder(this::line, TimelineText::line));
        timeline.elsewhere().ifPresent(lines::add);
        lines.add(Timeline.remark());
        if (chart) {
            lines.add("Bars are logarithmic: the busiest minute of each "
                    + timeline.question().step() + "; | is the threshold.");
        }
        return lines;
    }

    private String line(Use use) {
        String text = String.format(
                Locale.ROOT,
                "%s  %s%,12d tokens %,8d calls  busiest minute %,11d  %s%s",
                use.begin().truncatedTo(ChronoUnit.MINUTES),
                chart ? bar(use) + "  " : "",
                use.tokens(),
                use.calls(),
                use.busiestMinute(),
                band(use),
                use.cost().isEmpty() ? "" : "  " + use.cost());
        return harmless(text);
    }

    private static String line(Moment moment) {
        return harmless(String.format(
                Locale.ROOT,
                "%s  * %-11s %s%s",
                moment.at().truncatedTo(ChronoUnit.SECONDS),
                moment.kind(),
                moment.title(),
                moment.detail().isEmpty() ? "" : ". " + moment.detail()));
    }

    private static String band(Use use) {
        String usual = use.usual().isPresent()
                ? String.format(Locale.ROOT, "usual %,.0f, ", use.usual().getAsDouble())
                : "";
        return use.threshold().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "(%sthreshold %,.0f%s)",
                        usual,
                        use.threshold().getAsDouble(),
                        use.warming() ? ", warming up" : "");
    }

    private String bar(Use use) {
        int full = place((double) use.busiestMinute());
        char[] bar = ("#".repeat(full) + " ".repeat(BAR - full)).toCharArray();
        if (use.threshold().isPresent()) {
            bar[Math.min(BAR - 1, place(use.threshold().getAsDouble()))] = '|';
        }
        return new String(bar);
    }

    private int place(double rate) {
        return (int) Math.round(scale.place(rate) * BAR);
    }

    private static String harmless(String line) {
        return Redaction.mask(AlertLine.printable(line));
    }
}

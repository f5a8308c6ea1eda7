// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.page.Drawing;
import io.keysurge.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A timeline as one HTML page with a chart: usage, what was usual, the threshold, and what happened as marks. */
public final class TimelinePage {

    private static final double WIDTH = 1200;
    private static final double HEIGHT = 420;
    private static final double LEFT = 80;
    private static final double RIGHT = 20;
    private static final double TOP = 30;
    private static final double BOTTOM = 40;
    private static final double DOT = 5;
    private static final double THINNEST = 1;
    private static final int TIMES = 6;
    private static final Set<Kind> MARKED = EnumSet.of(Kind.ALERT, Kind.BUDGET, Kind.EXPOSURE, Kind.ACTION);

    private final Timeline timeline;
    private final Scale scale;
    private final Drawing drawing;

    private TimelinePage(Timeline timeline) {
        this.timeline = timeline;
        this.scale = new Scale(timeline.highest());
        this.drawing = new Drawing(
                WIDTH, HEIGHT, "Usage in tokens per minute, logarithmic, with the usual, the threshold and alerts");
    }

    /** The page. */
    public static String of(Timeline timeline) {
        return new TimelinePage(timeline).page();
    }

    private String page() {
        Timeline.Question question = timeline.question();
        Page page = new Page("Timeline of " + question.identity());
        page.paragraph("From " + question.from() + " to " + question.to() + ", by " + question.step() + ".");
        timeline.elsewhere().ifPresent(page::paragraph);
        grid();
        timeline.uses().forEach(this::draw);
        timeline.moments().stream()
                .filter(moment -> MARKED.contains(moment.kind()))
                .forEach(this::draw);
        page.drawing(drawing);
        page.paragraph("Bars: the busiest minute of each " + question.step()
                + ", tokens per minute, logarithmic. Shaded: what was usual. Dashed: the threshold. Red: alerts, budgets,"
                + " exposures and actions; point at a dot to read it.");
        page.heading("What happened");
        page.table(
                List.of("time (UTC)", "kind", "what", "detail", "record"),
                timeline.moments().stream().map(TimelinePage::row).toList());
        return page.footer(Timeline.remark()).html();
    }

    private void grid() {
        for (double rate = 1; rate <= scale.highest(); rate *= 10) {
            double y = y(rate);
            drawing.line("grid", LEFT, y, WIDTH - RIGHT, y);
            drawing.text(8, y + 4, String.format(Locale.ROOT, "%,.0f", rate));
        }
        long millis = span().toMillis();
        for (int i = 0; i < TIMES; i++) {
            Instant at = timeline.question().from().plusMillis(millis * i / TIMES);
            drawing.line("grid", x(at), TOP, x(at), HEIGHT - BOTTOM);
            drawing.text(
                    x(at),
                    HEIGHT - BOTTOM + 18,
                    at.truncatedTo(ChronoUnit.MINUTES)
                            .toString()
                            .replace("T", " ")
                            .replace(":00Z", ""));
        }
    }

    private void draw(Use use) {
        double x = x(use.begin());
        double width =
                Math.max(THINNEST, x(use.begin().plus(timeline.question().step().length())) - x);
        use.usual().ifPresent(usual -> rise("band", x, width, usual, ""));
        rise(
                "use",
                x + width * 0.1,
                width * 0.8,
                (double) use.busiestMinute(),
                String.format(
                        Locale.ROOT,
                        "%s: %,d tokens, busiest minute %,d",
                        use.begin(),
                        use.tokens(),
                        use.busiestMinute()));
        use.threshold().ifPresent(limit -> drawing.line("limit", x, y(limit), x + width, y(limit)));
    }

    private void rise(String style, double x, double width, double rate, String told) {
        drawing.rectangle(style, x, y(rate), width, HEIGHT - BOTTOM - y(rate), told);
    }

    private void draw(Moment moment) {
        double x = x(moment.at());
        drawing.line("mark", x, TOP, x, HEIGHT - BOTTOM);
        drawing.dot("dot", x, TOP, DOT, moment.at() + ": " + moment.title() + ". " + moment.detail());
    }

    private double x(Instant at) {
        Duration into = Duration.between(timeline.question().from(), at);
        double part = (double) into.toMillis() / span().toMillis();
        return LEFT + Math.max(0, Math.min(1, part)) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double rate) {
        return HEIGHT - BOTTOM - scale.place(rate) * (HEIGHT - TOP - BOTTOM);
    }

    private Duration span() {
        return Duration.between(timeline.question().from(), timeline.question().to());
    }

    private static List<String> row(Moment moment) {
        return List.of(
                moment.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                moment.kind().name(),
                moment.title(),
                moment.detail(),
                moment.source());
    }
}

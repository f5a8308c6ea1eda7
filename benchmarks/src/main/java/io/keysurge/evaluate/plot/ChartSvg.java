// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import io.keysurge.evaluate.plot.Chart.Line;
import io.keysurge.evaluate.plot.Chart.Mark;
import io.keysurge.evaluate.plot.Chart.Point;
import io.keysurge.evaluate.plot.Chart.Span;
import java.util.List;
import java.util.stream.Stream;

/** Draws a chart. */
public final class ChartSvg {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 440;
    private static final int OVERVIEW_HEIGHT = 90;
    private static final double LEFT = 72;
    private static final double RIGHT = 24;
    private static final double TOP = 96;
    private static final double BOTTOM = 44;
    private static final double HEADROOM = 1.06;
    private static final double LETTER = 6.2;
    private static final double EDGE = 20;
    private static final int MARK_ROWS = 2;
    private static final double MARK_ROW = 13;
    private static final String STYLE = "text{font:12px 'Helvetica Neue',Arial,sans-serif;fill:#48505a}"
            + ".paper{fill:#fff}.title{font-size:16px;font-weight:600;fill:#1c232b}.end{text-anchor:end}"
            + ".middle{text-anchor:middle}.grid{stroke:#e7eaee}.axis{stroke:#aab2bc}"
            + ".area{fill:#3b6ea5;fill-opacity:.16}.seen{fill:none;stroke:#3b6ea5;stroke-width:1.4}"
            + ".span{fill:#d1495b;fill-opacity:.13}.quiet{fill:#8d99a6;fill-opacity:.14}"
            + ".happened{fill:#a4243b;font-weight:600}.learning{fill:#6c7783}"
            + ".threshold{fill:none;stroke:#1c232b;stroke-width:1.5}"
            + ".help{fill:none;stroke:#7a8591;stroke-dasharray:5 4}.view{fill:#f2b134;fill-opacity:.25}"
            + ".m5{fill:#9d0208}.m4{fill:#e85d04}.m3{fill:#d99a00}.m2{fill:#2a9d8f}.m1{fill:#7a8591}"
            + ".s5{stroke:#9d0208}.s4{stroke:#e85d04}.s3{stroke:#d99a00}.s2{stroke:#2a9d8f}.s1{stroke:#7a8591}"
            + ".stem{stroke-opacity:.55}";

    private final Chart chart;
    private final Svg svg;
    private final Frame frame;

    private ChartSvg(Chart chart) {
        this.chart = chart;
        int height = HEIGHT + (chart.overview().isEmpty() ? 0 : OVERVIEW_HEIGHT);
        this.svg = new Svg(WIDTH, height, chart.title(), STYLE);
        this.frame = frame();
        svg.rectangle("paper", 0, 0, WIDTH, height);
    }

    /** The chart as an SVG document. */
    public static String of(Chart chart) {
        var drawing = new ChartSvg(chart);
        drawing.drawHeading();
        chart.spans().forEach(drawing::drawSpan);
        drawing.drawAxes();
        drawing.drawSeries();
        drawing.drawLines();
        drawing.drawMarks();
        drawing.drawOverview();
        return drawing.svg.end();
    }

    private Frame frame() {
        double high = Stream.concat(
                        chart.seen().stream(),
                        chart.lines().stream()
                                .flatMap(line -> line.pieces().stream().flatMap(List::stream)))
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
        double low = Math.min(
                0, chart.seen().stream().mapToDouble(Point::value).min().orElse(0));
        double span = high - low > 0 ? high - low : 1;
        double height = HEIGHT - TOP - BOTTOM;
        return new Frame(LEFT, TOP, WIDTH - LEFT - RIGHT, height, chart.from(), chart.to(), low, low + span * HEADROOM);
    }

    private void drawHeading() {
        svg.text("title", LEFT, 26, chart.title());
        svg.text("said", LEFT, 45, chart.subtitle());
        double x = WIDTH - RIGHT;
        for (Line line : chart.lines()) {
            svg.text("end", x, 26, line.name());
            double begin = x - LETTER * line.name().length() - 8;
            svg.line(style(line), begin - 26, 22, begin, 22);
            x = begin - 44;
        }
        svg.text("said", 8, TOP - 10, chart.unit());
    }

    private void drawSpan(Span span) {
        double x = frame.x(span.from());
        // A minute is less than a pixel in a long view, and would vanish.
        double width = Math.max(2, frame.x(span.to()) - x);
        svg.rectangle(span.quiet() ? "quiet" : "span", x, TOP, width, frame.height());
        svg.text(span.quiet() ? "learning" : "happened", x + 5, TOP + 15, span.name());
    }

    private void drawAxes() {
        for (double value : Ticks.values(frame.low(), frame.high())) {
            svg.line("grid", LEFT, frame.y(value), frame.right(), frame.y(value));
            svg.text("end", LEFT - 8, frame.y(value) + 4, Ticks.value(value));
        }
        drawTimes(frame);
    }

    private void drawTimes(Frame in) {
        svg.line("axis", in.left(), in.bottom(), in.right(), in.bottom());
        for (double minute : Ticks.times(in.from(), in.to())) {
            svg.line("axis", in.x(minute), in.bottom(), in.x(minute), in.bottom() + 4);
            boolean atEdge = in.right() - in.x(minute) < EDGE;
            svg.text(atEdge ? "end" : "middle", in.x(minute), in.bottom() + 18, Ticks.time(minute));
        }
    }

    private void drawSeries() {
        svg.path("area", frame.area(chart.seen(), chart.to()));
        svg.path("seen", frame.steps(chart.seen(), chart.to()));
    }

    private void drawLines() {
        for (Line line : chart.lines()) {
            for (List<Point> piece : line.pieces()) {
                double end = piece.get(piece.size() - 1).minute() + 1;
                svg.path(style(line), frame.steps(piece, end));
            }
        }
    }

    private static String style(Line line) {
        return line.dashed() ? "help" : "threshold";
    }

    /** Names share two rows; one that would run into another is left out, its arrow stays. */
    private void drawMarks() {
        double[] freeFrom = new double[MARK_ROWS];
        for (Mark mark : chart.marks()) {
            if (!frame.shows(mark.minute())) {
                continue;
            }
            double x = frame.x(mark.minute());
            svg.line("stem s" + mark.severity(), x, TOP, x, frame.bottom());
            svg.path("m" + mark.severity(), Frame.arrowhead(x, TOP + 1, 5));
            double length = LETTER * 1.15 * mark.name().length();
            double begin = Math.min(x - 5, frame.right() - length);
            for (int row = 0; row < MARK_ROWS; row++) {
                if (begin >= freeFrom[row]) {
                    svg.text("m" + mark.severity(), begin, TOP - 12 - row * MARK_ROW, mark.name());
                    freeFrom[row] = begin + length + 6;
                    break;
                }
            }
        }
    }

    private void drawOverview() {
        if (chart.overview().isEmpty()) {
            return;
        }
        List<Point> points = chart.overview();
        double first = points.get(0).minute();
        double last = points.get(points.size() - 1).minute() + 60;
        double high = points.stream().mapToDouble(Point::value).max().orElse(1);
        double top = HEIGHT - 4.0;
        var strip = new Frame(LEFT, top, frame.width(), OVERVIEW_HEIGHT - 24.0, first, last, 0, high > 0 ? high : 1);
        double x = strip.x(chart.from());
        svg.rectangle("view", x, top, Math.max(2, strip.x(chart.to()) - x), strip.height());
        svg.path("area", strip.area(points, last));
        svg.path("seen", strip.steps(points, last));
        svg.text("end", LEFT - 8, top + 10, Ticks.value(high));
        drawTimes(strip);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import java.util.List;

/**
 * One stretch of a series. Times are minutes since 1970, UTC.
 *
 * @param title what it shows
 * @param subtitle what became of it
 * @param unit of the values
 * @param from first minute shown
 * @param to minute after the last one shown
 * @param seen the series, in order of time
 * @param lines what it is compared with
 * @param spans what really happened, and when
 * @param marks what was said, and when
 * @param overview the series from further away, to be drawn small below; empty for none
 */
public record Chart(
        String title,
        String subtitle,
        String unit,
        double from,
        double to,
        List<Point> seen,
        List<Line> lines,
        List<Span> spans,
        List<Mark> marks,
        List<Point> overview) {

    /** Copies the lists. */
    public Chart {
        seen = List.copyOf(seen);
        lines = List.copyOf(lines);
        spans = List.copyOf(spans);
        marks = List.copyOf(marks);
        overview = List.copyOf(overview);
    }

    /**
     * A value at a time.
     *
     * @param minute when
     * @param value how much, from then until the next point
     */
    public record Point(double minute, double value) {}

    /**
     * Something that the series is compared with.
     *
     * @param name what it is
     * @param dashed true for a mere help to the eye, false for what the detector went by
     * @param pieces stretches for which it is known
     */
    public record Line(String name, boolean dashed, List<List<Point>> pieces) {

        /** Copies the list. */
        public Line {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A shaded span.
     *
     * @param from first minute
     * @param to minute after the last
     * @param name what happened
     * @param quiet true for a span that only explains, such as a time of learning
     */
    public record Span(double from, double to, String name, boolean quiet) {}

    /**
     * Something said at a time.
     *
     * @param minute when
     * @param name what
     * @param severity 1 to 5, which chooses the colour
     */
    public record Mark(double minute, String name, int severity) {}
}

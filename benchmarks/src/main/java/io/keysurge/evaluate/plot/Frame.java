// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import io.keysurge.evaluate.plot.Chart.Point;
import java.util.List;

/**
 * A rectangle of the drawing that shows a range of times and of values.
 *
 * @param left its left edge
 * @param top its upper edge
 * @param width its width
 * @param height its height
 * @param from time at its left edge
 * @param to time at its right edge
 * @param low value at its lower edge
 * @param high value at its upper edge
 */
record Frame(double left, double top, double width, double height, double from, double to, double low, double high) {

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** Where a time is; times outside are at the edges. */
    double x(double minute) {
        double part = (minute - from) / (to - from);
        return left + width * Math.max(0, Math.min(1, part));
    }

    /** Where a value is; values outside are at the edges. */
    double y(double value) {
        double part = (value - low) / (high - low);
        return bottom() - height * Math.max(0, Math.min(1, part));
    }

    boolean shows(double minute) {
        return from <= minute && minute <= to;
    }

    /** A line with steps: each value holds until the next point. */
    String steps(List<Point> points, double end) {
        var shape = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            double y = y(points.get(i).value());
            double until = i + 1 < points.size() ? points.get(i + 1).minute() : end;
            shape.append(i == 0 ? "M" : "L")
                    .append(at(x(points.get(i).minute()), y))
                    .append("L")
                    .append(at(x(until), y));
        }
        return shape.toString();
    }

    /** The same, closed along the lower edge. */
    String area(List<Point> points, double end) {
        if (points.isEmpty()) {
            return "";
        }
        return steps(points, end) + "L" + at(x(end), bottom()) + "L"
                + at(x(points.get(0).minute()), bottom()) + "Z";
    }

    /** A triangle that points down to a place. */
    static String arrowhead(double x, double y, double size) {
        return "M" + at(x, y) + "L" + at(x - size, y - 1.6 * size) + "L" + at(x + size, y - 1.6 * size) + "Z";
    }

    private static String at(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.page;

import java.util.Locale;

/** A drawing of rectangles, lines and text, in SVG. Positions are in its own units, from the upper left corner. */
public final class Drawing {

    private final double width;
    private final double height;
    private final String description;
    private final StringBuilder shapes = new StringBuilder();

    /**
     * An empty drawing.
     *
     * @param description what it shows, for who cannot see it
     */
    public Drawing(double width, double height, String description) {
        this.width = width;
        this.height = height;
        this.description = description;
    }

    /** Adds a filled rectangle. */
    public Drawing rectangle(String style, double x, double y, double width, double height, String told) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\">%s</rect>%n",
                Escaped.html(style),
                x,
                y,
                width,
                height,
                title(told)));
        return this;
    }

    /** Adds a line. */
    public Drawing line(String style, double x1, double y1, double x2, double y2) {
        shapes.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>%n",
                Escaped.html(style),
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    /** Adds a dot that tells something when pointed at. */
    public Drawing dot(String style, double x, double y, double radius, String told) {
        shapes.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\">%s</circle>%n",
                Escaped.html(style),
                x,
                y,
                radius,
                title(told)));
        return this;
    }

    /** Adds text that begins at a place. */
    public Drawing text(double x, double y, String text) {
        shapes.append(String.format(Locale.ROOT, "<text x=\"%.2f\" y=\"%.2f\">%s</text>%n", x, y, Escaped.html(text)));
        return this;
    }

    String svg() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n%s</svg>",
                width,
                height,
                Escaped.html(description),
                shapes);
    }

    private static String title(String told) {
        return told.isEmpty() ? "" : "<title>" + Escaped.html(told) + "</title>";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.plot;

import java.util.Locale;

/** Writes the few shapes that a chart needs. Styles are classes of one style sheet. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title, String style) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
                .append(width + " " + height + "\" width=\"" + width + "\" height=\"" + height + "\">\n")
                .append("<title>" + escaped(title) + "</title>\n")
                .append("<style>" + style + "</style>\n");
    }

    void rectangle(String style, double x, double y, double width, double height) {
        text.append("<rect class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\""
                + number(Math.max(0, width)) + "\" height=\"" + number(Math.max(0, height)) + "\"/>\n");
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        text.append("<line class=\"" + style + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\""
                + number(x2) + "\" y2=\"" + number(y2) + "\"/>\n");
    }

    void path(String style, String shape) {
        text.append("<path class=\"" + style + "\" d=\"" + shape + "\"/>\n");
    }

    void text(String style, double x, double y, String said) {
        text.append("<text class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\">" + escaped(said)
                + "</text>\n");
    }

    /** The whole document. */
    String end() {
        return text + "</svg>\n";
    }

    /** A tenth of a pixel is finer than any eye. */
    static String number(double value) {
        String fixed = String.format(Locale.ROOT, "%.1f", value);
        return fixed.endsWith(".0") ? fixed.substring(0, fixed.length() - 2) : fixed;
    }

    private static String escaped(String said) {
        return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

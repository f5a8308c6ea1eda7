// SPDX-License-Identifier: Apache-2.0
package io.keysurge.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A page, from top to bottom. All text is plain text. */
public final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8885; --soft: #8882; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 84rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
            th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); }
            th { background: var(--soft); }
            td { font-variant-numeric: tabular-nums; }
            .whole { white-space: nowrap; } .whole wbr { white-space: normal; }
            .long { overflow-wrap: anywhere; min-width: 14rem; }
            .wide { overflow-x: auto; }
            h1, p, footer { overflow-wrap: anywhere; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.2rem; }
            dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
            svg { display: block; width: 100%; min-width: 46rem; height: auto; }
            svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
            .grid { stroke: #8885; stroke-width: 1; }
            .band { fill: #2a7de1; fill-opacity: 0.15; stroke: none; }
            .use { fill: #2a7de1; }
            .limit { fill: none; stroke: #d98200; stroke-width: 2; stroke-dasharray: 5 3; shape-rendering: crispEdges; }
            .mark { stroke: #d0312d; stroke-width: 1.5; shape-rendering: crispEdges; } .dot { fill: #d0312d; }
            @media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; } }
            footer { margin-top: 2rem; font-size: 0.85rem; opacity: 0.75; }
            """;

    /** Words up to this length, a time among them, are not broken over lines; what is longer may have to be. */
    private static final int LONGEST_WHOLE = 24;

    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T[0-9:.]+Z)");

    private static final String POLICY =
            "default-src 'none'; style-src '" + hash(STYLE) + "'; base-uri 'none'; form-action 'none'";

    private final String title;
    private final StringBuilder body = new StringBuilder();

    /** An empty page with a title and a heading that says the same. */
    public Page(String title) {
        this.title = title;
        element("h1", title);
    }

    /** Adds a heading of a part. */
    public Page heading(String text) {
        return element("h2", text);
    }

    /** Adds a paragraph. */
    public Page paragraph(String text) {
        return element("p", text);
    }

    /** Adds what goes at the end, in small print. */
    public Page footer(String text) {
        return element("footer", text);
    }

    /** Adds names and their values, in order. */
    public Page facts(Map<String, String> facts) {
        body.append("<dl>\n");
        facts.forEach((name, value) -> body.append("<dt>")
                .append(Escaped.html(name))
                .append("</dt><dd>")
                .append(Escaped.html(value))
                .append("</dd>\n"));
        body.append("</dl>\n");
        return this;
    }

    /** Adds a table. */
    public Page table(List<String> header, List<List<String>> rows) {
        body.append("<div class=\"wide\"><table>\n<thead>");
        row("th", header);
        body.append("</thead>\n<tbody>\n");
        rows.forEach(row -> row("td", row));
        body.append("</tbody>\n</table></div>\n");
        return this;
    }

    /** Adds a drawing. */
    public Page drawing(Drawing drawing) {
        body.append("<div class=\"wide\">").append(drawing.svg()).append("</div>\n");
        return this;
    }

    /** The whole page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + Escaped.html(title) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n"
                + body + "</body>\n</html>\n";
    }

    private Page element(String name, String text) {
        body.append('<')
                .append(name)
                .append('>')
                .append(Escaped.html(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private void row(String cell, List<String> values) {
        body.append("<tr>");
        values.forEach(value -> body.append('<')
                .append(cell)
                .append(wrapping(value))
                .append('>')
                .append(TIME.matcher(Escaped.html(value)).replaceAll("$1<wbr>$2"))
                .append("</")
                .append(cell)
                .append('>'));
        body.append("</tr>\n");
    }

    /** The attribute that says where a cell's text may be broken. */
    private static String wrapping(String value) {
        List<String> words = List.of(value.split(" "));
        if (words.stream().anyMatch(word -> word.length() > LONGEST_WHOLE)) {
            return " class=\"long\"";
        }
        return words.size() == 1 ? " class=\"whole\"" : "";
    }

    /** The one style sheet that the policy lets through. */
    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.page;

import io.keysurge.wording.Redaction;
import java.util.regex.Pattern;

/** Foreign text made harmless: what looks like a credential is hidden, and nothing in it is markup. */
public final class Escaped {

    private static final Pattern MARKDOWN = Pattern.compile("([\\\\`*\\[\\]|~])");

    private Escaped() {}

    /** As the content of an element or of an attribute in quotation marks, in HTML and SVG. */
    public static String html(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** As text within a line of Markdown, a table's cell included; no HTML comes through either. */
    public static String markdown(String text) {
        return MARKDOWN.matcher(
                        plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .replaceAll("\\\\$1");
    }

    private static String plain(String text) {
        return Redaction.mask(Redaction.printable(text));
    }
}

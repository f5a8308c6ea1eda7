// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.wording.Redaction;

/** What a JSON value is, in words; never a secret. */
public final class JsonShape {

    private JsonShape() {}

    /** The value's kind, and what may be shown of it. */
    public static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> "null";
            case BOOLEAN -> node.asText();
            case NUMBER -> "number " + shortened(node.asText());
            case STRING -> "text " + Redaction.quote(node.textValue());
            case ARRAY -> "an array of " + node.size();
            case OBJECT -> "an object";
            case BINARY, POJO -> "a foreign value";
        };
    }

    private static String shortened(String digits) {
        int most = Redaction.LONGEST_QUOTE;
        return digits.length() <= most ? digits : digits.substring(0, most) + "...";
    }
}

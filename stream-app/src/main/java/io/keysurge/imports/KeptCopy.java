// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keysurge.wording.Redaction;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be kept of a refused record: its fields, without what people and models said, and without secrets.
 *
 * <p>Both are known by the names of fields, and attributes of OTLP by their keys; secrets also by their look. Names are
 * not known in advance, so no text is kept that is longer than {@value #LONGEST_TEXT} characters: what that leaves out are
 * prompts. Numbers are kept, but not those that stand where a secret does.
 */
public final class KeptCopy {

    /** Longest copy, in characters. */
    public static final int LONGEST = 64 * 1024;

    /** Longest text in it, in characters. */
    public static final int LONGEST_TEXT = 256;

    private static final int LONGEST_NAME = 128;
    private static final int MOST_NUMBERS = 8;

    private static final TextNode SAID = TextNode.valueOf("(left out: what was said)");
    private static final TextNode HIDDEN = TextNode.valueOf(Redaction.HIDDEN);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Objects in which prompts and answers stand, beside nothing else. */
    private static final Set<String> ALL_SAID = Set.of(
            "messages",
            "content",
            "choices",
            "input",
            "output",
            "prompt",
            "completion",
            "system",
            "instructions",
            "tools",
            "proxy_server_request",
            "raw_request",
            "original_response");

    private static final Set<String> PLAIN_VALUES = Set.of("stringValue", "intValue", "doubleValue", "boolValue");

    private static final Pattern COUNT = Pattern.compile("-?\\d{1,40}(?:\\.\\d{1,40})?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private KeptCopy() {}

    /** The copy, as JSON on one line; cut off after {@value #LONGEST} characters. */
    public static String of(JsonNode record) {
        String copy = copy("", record, false).toString();
        return copy.length() > LONGEST ? copy.substring(0, LONGEST) + "..." : copy;
    }

    /** The copy of a JSON document; of what is none {@link Unreadable#kept()}. */
    public static String ofJson(String text) {
        try {
            return of(JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Unreadable.of(text).kept();
        }
    }

    /** What may be kept of a value that stands under a name. */
    private static JsonNode copy(String name, JsonNode value, boolean said) {
        if (value.isNull() || value.isMissingNode() || value.isBoolean()) {
            return value;
        }
        if (FieldNames.isOfHash(name)) {
            // A raw key stands there too, where somebody's own authentication has no hashes.
            return value.isTextual() && HASH.matcher(value.textValue()).matches() ? value : HIDDEN;
        }
        if (FieldNames.isOfSecret(name)) {
            return HIDDEN;
        }
        if (value.isNumber()) {
            return value;
        }
        if (value.isContainerNode() && ALL_SAID.contains(name)) {
            return SAID;
        }
        if (FieldNames.isAround(name) && !said) {
            return around(value);
        }
        boolean speech = said || FieldNames.isOfSpeech(name);
        if (value.isContainerNode()) {
            return container(name, value, speech);
        }
        return value.isTextual() ? text(name, value.textValue(), speech) : SAID;
    }

    /** Of an answer: its objects, whose fields tell by their names what they are, and no text. */
    private static JsonNode around(JsonNode value) {
        if (value.isObject()) {
            return container("", value, false);
        }
        if (!value.isArray() || isOfNumbers(value)) {
            return SAID;
        }
        ArrayNode array = NODES.arrayNode(value.size());
        value.forEach(element -> array.add(
                element.isContainerNode() || element.isTextual() ? around(element) : copy("", element, false)));
        return array;
    }

    private static JsonNode container(String name, JsonNode value, boolean said) {
        if (value.isArray()) {
            if (said || isOfNumbers(value)) {
                return SAID;
            }
            ArrayNode array = NODES.arrayNode(value.size());
            value.forEach(element -> array.add(copy(name, element, said)));
            return array;
        }
        ObjectNode object = NODES.objectNode();
        String attribute = FieldNames.ofPair(value);
        value.properties().forEach(field -> {
            String key = field.getKey();
            if (attribute.isEmpty()) {
                object.set(shown(key), copy(key, field.getValue(), said));
            } else if (key.equals("value")) {
                object.set(key, attributeValue(attribute, field.getValue(), said));
            } else if (key.equals("key") || key.equals("name")) {
                object.put(key, shown(field.getValue().asText()));
            } else {
                object.set(shown(key), copy(key, field.getValue(), said));
            }
        });
        return object;
    }

    /** Prompts also come as the numbers of their tokens; nothing that is counted stands in a list. */
    private static boolean isOfNumbers(JsonNode array) {
        return array.size() > MOST_NUMBERS && array.get(0).isNumber();
    }

    /** OTLP puts a value into an object by its type: {@code {"stringValue": "..."}}. */
    private static JsonNode attributeValue(String attribute, JsonNode value, boolean said) {
        if (!value.isObject() || FieldNames.isOfSecret(attribute)) {
            return copy(attribute, value, said);
        }
        ObjectNode object = NODES.objectNode();
        boolean speech = said || FieldNames.isOfSpeech(attribute) || FieldNames.isAround(attribute);
        value.properties().forEach(typed -> {
            String type = typed.getKey();
            boolean plain = PLAIN_VALUES.contains(type) && typed.getValue().isValueNode();
            object.set(
                    shown(type),
                    type.equals("bytesValue")
                            ? SAID
                            : copy(plain ? attribute : type, typed.getValue(), plain ? said : speech));
        });
        return object;
    }

    private static JsonNode text(String name, String text, boolean said) {
        if (said && !(FieldNames.isOfCount(name) && COUNT.matcher(text).matches())) {
            return SAID;
        }
        if (text.length() > LONGEST_TEXT) {
            return TextNode.valueOf("(left out: " + text.length() + " characters)");
        }
        String stripped = text.strip();
        if (stripped.startsWith("{") || stripped.startsWith("[") || stripped.startsWith("\"")) {
            return TextNode.valueOf(ofJson(stripped));
        }
        // What only its name gives away may go on behind a space.
        return Redaction.maskDocument(text).equals(text) ? TextNode.valueOf(text) : HIDDEN;
    }

    /** Names come from outside too. */
    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? "(left out: " + name.length() + " characters)" : Redaction.mask(name);
    }
}

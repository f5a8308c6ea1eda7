// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keysurge.imports.FieldNames;
import io.keysurge.json.RecordJson;
import io.keysurge.wording.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;

/**
 * What refused bytes say, without what looks like a secret: a value that has the look of one, and whatever stands under a
 * name that promises one. A producer that sends garbage may well send its key.
 */
public final class Redacted {

    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_LOOK = 64 * 1024;
    private static final int DEEPEST = 32;

    /** Keyed hashes by contract; their names alone are no reason to hide them, their looks still are. */
    private static final String FINGERPRINT = "credential_fingerprint";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private Redacted() {}

    /** A record by its schema's names. */
    public static ObjectNode record(IndexedRecord record) {
        return hide(RecordJson.toTree(record));
    }

    /**
     * Bytes that are no record: as JSON where they are some, else what is text in them, at most 400 characters; control
     * characters as spaces, anything else as a dot.
     */
    public static JsonNode bytes(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_LOOK), StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_LOOK && text.stripLeading().startsWith("{")) {
            try {
                if (JSON.readTree(text) instanceof ObjectNode object) {
                    return hide(object);
                }
            } catch (JsonProcessingException notJson) {
                // Then as text.
            }
        }
        String shown = text(Redaction.maskDocument(text));
        return TextNode.valueOf(shown.length() > LONGEST_TEXT ? shown.substring(0, LONGEST_TEXT) + "..." : shown);
    }

    /** A text for a person, without secrets and control characters. */
    public static String text(String text) {
        return Redaction.printable(Redaction.mask(text)).replace('\uFFFD', '.');
    }

    private static ObjectNode hide(ObjectNode object) {
        String pair = FieldNames.ofPair(object);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            boolean names = !pair.isEmpty() && value.isTextual() && (name.equals("key") || name.equals("name"));
            boolean secret =
                    !names && !value.isNull() && isSecret(!pair.isEmpty() && name.equals("value") ? pair : name, value);
            field.setValue(secret ? TextNode.valueOf(Redaction.HIDDEN) : hide(value));
        }
        return object;
    }

    private static boolean isSecret(String name, JsonNode value) {
        boolean counts = value.isNumber() && FieldNames.isOfCount(name);
        return FieldNames.isOfSecret(name) && !name.equals(FINGERPRINT) && !counts;
    }

    private static JsonNode hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return hide(object);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hide(array.get(i)));
            }
            return array;
        }
        return node.isTextual() ? TextNode.valueOf(Redaction.maskDocument(node.textValue())) : node;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.wording.Redaction;
import java.util.List;
import java.util.Set;

/** What may be kept of a refused record: its fields, without what people and models said, and without secrets. */
public final class KeptCopy {

    /** Longest copy, in characters. */
    public static final int LONGEST = 64 * 1024;

    private static final String LEFT_OUT = "(left out: what was said)";

    /** Fields in which prompts and answers stand. */
    private static final Set<String> SAID = Set.of(
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

    /** Beginnings of the names of attributes in which they stand. */
    private static final List<String> SAID_IN_ATTRIBUTES = List.of(
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.",
            "gen_ai.request.messages",
            "gen_ai.response.text",
            "llm.prompts",
            "llm.completions",
            "llm.input_messages",
            "llm.output_messages",
            "input.value",
            "output.value",
            "traceloop.entity.");

    private KeptCopy() {}

    /** The copy, as JSON on one line; cut off after {@value #LONGEST} characters. */
    public static String of(JsonNode record) {
        String copy = Redaction.maskDocument(copy(record).toString());
        return copy.length() > LONGEST ? copy.substring(0, LONGEST) + "..." : copy;
    }

    private static JsonNode copy(JsonNode node) {
        if (node.isObject()) {
            return copyOfObject(node);
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(copy(element)));
            return array;
        }
        return node;
    }

    private static ObjectNode copyOfObject(JsonNode node) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean saidInAttribute =
                SAID_IN_ATTRIBUTES.stream().anyMatch(node.path("key").asText()::startsWith);
        node.properties().forEach(field -> {
            String name = field.getKey();
            boolean said = SAID.contains(name)
                    || (saidInAttribute && name.equals("value"))
                    || (name.equals("response") && field.getValue().isTextual());
            if (said && !field.getValue().isNull()) {
                object.put(name, LEFT_OUT);
            } else {
                object.set(name, copy(field.getValue()));
            }
        });
        return object;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OTLP's list of attributes as the object it stands for. */
final class OtlpAttributes {

    private OtlpAttributes() {}

    /**
     * The attributes of a span or a resource, each under its full name.
     *
     * @param holder what has the field {@code attributes}
     * @param place where it stands
     */
    static Fields of(JsonNode holder, String place) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode attribute : holder.path("attributes")) {
            JsonNode value = attribute.path("value");
            String name = attribute.path("key").asText();
            if (value.has("stringValue")) {
                object.set(name, value.get("stringValue"));
            } else if (value.has("intValue")) {
                object.set(name, value.get("intValue"));
            } else if (value.has("doubleValue")) {
                object.set(name, value.get("doubleValue"));
            } else if (value.has("boolValue")) {
                object.set(name, value.get("boolValue"));
            }
        }
        return new Fields(place + ".attributes", object);
    }
}

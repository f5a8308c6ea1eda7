// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Traits of identities that do not state them. */
final class Defaults {

    private final Map<String, JsonNode> byPlace = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    /**
     * Takes the defaults of one file in.
     *
     * @param defaults as the file has them
     * @return the place of the first that another file has too, as a JSON pointer below {@code /defaults}; and that file
     */
    Optional<Clash> add(JsonNode defaults, String file) {
        Optional<Clash> clash = put("/all", defaults.path("all"), file);
        for (String group : new String[] {"kinds", "environments"}) {
            for (Map.Entry<String, JsonNode> each : defaults.path(group).properties()) {
                Optional<Clash> another = put("/" + group + "/" + each.getKey(), each.getValue(), file);
                clash = clash.isPresent() ? clash : another;
            }
        }
        return clash;
    }

    /**
     * Two files that say the same thing differently, or alike.
     *
     * @param pointer below {@code /defaults}
     * @param file which had it first
     */
    record Clash(String pointer, String file) {}

    private Optional<Clash> put(String place, JsonNode traits, String file) {
        if (traits.isMissingNode()) {
            return Optional.empty();
        }
        String before = files.putIfAbsent(place, file);
        byPlace.putIfAbsent(place, traits);
        return before == null ? Optional.empty() : Optional.of(new Clash(place, before));
    }

    /** An identity with all its traits. */
    ObjectNode complete(JsonNode identity) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        merge(whole, byPlace.get("/all"));
        merge(whole, byPlace.get("/kinds/" + identity.path("kind").asText("UNKNOWN")));
        if (identity.has("environment")) {
            merge(
                    whole,
                    byPlace.get("/environments/" + identity.path("environment").asText()));
        }
        merge(whole, identity);
        return whole;
    }

    private static void merge(ObjectNode into, @Nullable JsonNode from) {
        if (from == null) {
            return;
        }
        for (Map.Entry<String, JsonNode> each : from.properties()) {
            if (each.getValue() instanceof ObjectNode more && into.get(each.getKey()) instanceof ObjectNode before) {
                merge(before, more);
            } else {
                into.set(each.getKey(), each.getValue().deepCopy());
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Traits of identities that do not state them. */
final class Defaults {

    private final Map<String, JsonNode> byPlace = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, List<Broken>> broken = new LinkedHashMap<>();

    /** The defaults of one file by their places, JSON pointers below {@code /defaults}. */
    static Map<String, JsonNode> places(JsonNode defaults) {
        Map<String, JsonNode> places = new LinkedHashMap<>();
        if (defaults.has("all")) {
            places.put("/all", defaults.path("all"));
        }
        for (String group : new String[] {"kinds", "environments"}) {
            for (Map.Entry<String, JsonNode> each : defaults.path(group).properties()) {
                places.put(place(group, each.getKey()), each.getValue());
            }
        }
        return places;
    }

    /**
     * Takes one in; of two for the same place the first holds.
     *
     * @return the file that had that place before
     */
    Optional<String> put(String place, JsonNode traits, String file) {
        byPlace.putIfAbsent(place, traits);
        return Optional.ofNullable(files.putIfAbsent(place, file));
    }

    /** Notes which rules one breaks by itself. */
    void note(String place, List<Broken> rules) {
        broken.computeIfAbsent(place, first -> new ArrayList<>()).addAll(rules);
    }

    /** Which rules an identity breaks by what it inherits alone. */
    Set<Broken> broken(JsonNode identity) {
        return inherited(identity)
                .flatMap(place -> broken.getOrDefault(place, List.of()).stream())
                .collect(Collectors.toSet());
    }

    /** An identity with all its traits. */
    ObjectNode complete(JsonNode identity) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        inherited(identity).forEach(place -> merge(whole, byPlace.get(place)));
        merge(whole, identity);
        return whole;
    }

    /** From where it inherits; what is later counts more. */
    private static Stream<String> inherited(JsonNode identity) {
        Stream<String> always =
                Stream.of("/all", place("kinds", identity.path("kind").asText("UNKNOWN")));
        return identity.has("environment")
                ? Stream.concat(
                        always,
                        Stream.of(place(
                                "environments", identity.path("environment").asText())))
                : always;
    }

    private static String place(String group, String name) {
        return "/" + group + "/" + name.replace("~", "~0").replace("/", "~1");
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

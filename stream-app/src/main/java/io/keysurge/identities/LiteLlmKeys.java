// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.imports.LiteLlmKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Virtual keys of a LiteLLM proxy as identities: what {@code GET /key/list?return_full_object=true} answers, an array of
 * keys, or what {@code GET /key/info} answers for one.
 *
 * <p>Only aliases, hashed tokens, owners and limits are taken over; a key itself is never in there.
 */
public final class LiteLlmKeys {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> EVERYTHING = Set.of("all-team-models", "all-proxy-models", "no-default-models");

    private static final Map<String, String> PERIODS = Map.of(
            "1h", "hour", "60m", "hour", "1d", "day", "24h", "day", "7d", "week", "1w", "week", "30d", "month", "1mo",
            "month");

    private final List<String> warnings = new ArrayList<>();
    private final ObjectNode file = JSON.createObjectNode();

    private LiteLlmKeys() {}

    /**
     * What became of an answer.
     *
     * @param yaml a file of identities
     * @param identities how many are in it
     * @param warnings what could not be taken over, and why
     */
    public record Imported(String yaml, int identities, List<String> warnings) {}

    /**
     * Makes a file of identities of an answer.
     *
     * @throws IOException when the file cannot be read, or is no such answer
     */
    public static Imported read(Path answer) throws IOException {
        return new LiteLlmKeys().convert(answer);
    }

    private Imported convert(Path answer) throws IOException {
        ArrayNode identities = file.putArray("identities");
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode key : keys(answer)) {
            identity(key, identities.size()).ifPresent(identity -> {
                if (ids.add(identity.path("id").asText())) {
                    identities.add(identity);
                } else {
                    warnings.add("key " + identity.path("id").asText() + ": another key has that alias; left out");
                }
            });
        }
        if (identities.isEmpty()) {
            throw new IOException(
                    answer + ": no key (expected: what LiteLLM's /key/list?return_full_object=true answers)");
        }
        Dump dump = new Dump(
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build());
        String yaml = dump.dumpToString(JSON.convertValue(file, Map.class));
        return new Imported(yaml, identities.size(), List.copyOf(warnings));
    }

    private static JsonNode keys(Path answer) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(answer));
        } catch (JsonProcessingException e) {
            // The parser's own message repeats what it stumbled over.
            throw new IOException(answer + ": not JSON at line "
                    + e.getLocation().getLineNr() + " (expected: what LiteLLM's /key/list answers)");
        }
        if (root.has("keys")) {
            return root.path("keys");
        }
        if (root.has("info")) {
            return JSON.createArrayNode().add(root.path("info"));
        }
        return root.isArray() ? root : JSON.createArrayNode();
    }

    private Optional<ObjectNode> identity(JsonNode key, int number) {
        String id = id(key);
        if (id == null) {
            warnings.add("key " + (number + 1) + ": neither key_alias nor a hashed token; left out"
                    + " (expected: an answer with return_full_object=true)");
            return Optional.empty();
        }
        ObjectNode identity = JSON.createObjectNode().put("id", id).put("kind", "API_KEY");
        JsonNode metadata = key.path("metadata");
        put(identity, "owner", first(metadata.path("owner"), key.path("user_id")));
        put(
                identity,
                "business_unit",
                first(metadata.path("business_unit"), key.path("team_alias"), key.path("team_id")));
        put(identity, "environment", first(metadata.path("environment")));
        ArrayNode models = JSON.createArrayNode();
        key.path("models").forEach(model -> {
            if (!EVERYTHING.contains(model.asText())) {
                models.add(model.asText());
            }
        });
        if (!models.isEmpty()) {
            identity.set("declared_models", models);
        }
        limit(key, id, "max_budget", true)
                .ifPresent(budget -> identity.putArray("budgets").add(budget));
        limit(key, id, "soft_budget", false)
                .ifPresent(budget -> identity.putArray("soft_limits").add(budget));
        return Optional.of(identity);
    }

    private static @Nullable String id(JsonNode key) {
        return LiteLlmKey.identity(first(key.path("key_alias")), first(key.path("token")));
    }

    private Optional<ObjectNode> limit(JsonNode key, String id, String field, boolean hard) {
        JsonNode limit = key.path(field);
        if (!limit.isNumber()) {
            return Optional.empty();
        }
        String duration = key.path("budget_duration").asText("");
        String period = PERIODS.get(duration);
        if (period == null) {
            warnings.add("key " + id + ": " + field + " left out, its budget_duration is "
                    + (duration.isEmpty() ? "not set" : "none that is known here")
                    + " (expected: one of 1h, 1d, 7d, 30d, 1mo)");
            return Optional.empty();
        }
        ObjectNode budget =
                JSON.createObjectNode().put("name", "litellm-" + field).put("unit", "USD");
        budget.set("limit", limit);
        budget.put("period", period);
        if (hard) {
            budget.put("hard", true);
        }
        return Optional.of(budget);
    }

    private static void put(ObjectNode identity, String field, @Nullable String value) {
        if (value != null) {
            identity.put(field, value);
        }
    }

    private static @Nullable String first(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isTextual() && !candidate.asText().isBlank()) {
                return candidate.asText();
            }
        }
        return null;
    }
}

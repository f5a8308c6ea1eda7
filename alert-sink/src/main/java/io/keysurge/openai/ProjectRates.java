// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of a project that the connector may lower, as the ledger holds them.
 *
 * @param project its id
 * @param rates by the id of the rate limit
 */
record ProjectRates(String project, SortedMap<String, Rate> rates) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What the ledger holds; empty when there is none, or none of this kind. */
    static Optional<ProjectRates> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            SortedMap<String, Rate> rates = new TreeMap<>();
            tree.path("rates")
                    .properties()
                    .forEach(each -> rate(each.getValue()).ifPresent(rate -> rates.put(each.getKey(), rate)));
            String project = tree.path("project").asText();
            return project.isEmpty()
                            || rates.isEmpty()
                            || rates.size() != tree.path("rates").size()
                    ? Optional.empty()
                    : Optional.of(new ProjectRates(project, rates));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What a rate limit says; empty when it is not as documented. */
    static Optional<Rate> rate(JsonNode limit) {
        JsonNode requests = limit.path(Rate.REQUESTS);
        JsonNode tokens = limit.path(Rate.TOKENS);
        return requests.canConvertToLong() && tokens.canConvertToLong() && requests.isNumber() && tokens.isNumber()
                ? Optional.of(new Rate(requests.longValue(), tokens.longValue()))
                : Optional.empty();
    }

    /** The same with every rate changed. */
    ProjectRates with(BinaryOperator<Rate> change, Map<String, Rate> others) {
        return new ProjectRates(
                project,
                rates.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> change.apply(
                                        each.getValue(), others.getOrDefault(each.getKey(), each.getValue())),
                                (one, other) -> one,
                                TreeMap::new)));
    }

    /** The state as the ledger is to hold it. */
    String toJson() {
        ObjectNode tree = JSON.createObjectNode().put("project", project);
        ObjectNode all = tree.putObject("rates");
        rates.forEach((id, rate) ->
                all.putObject(id).put(Rate.REQUESTS, rate.requests()).put(Rate.TOKENS, rate.tokens()));
        return tree.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import static io.keysurge.errand.Reach.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Those rate limits of projects that an operator named. OpenAI lists them, and shows none alone. */
final class RateLimits {

    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final ProjectApi api;
    private final Set<String> named;

    RateLimits(ProjectApi api, Set<String> named) {
        this.api = api;
        this.named = named;
    }

    /** How they stand in a project. */
    ProjectRates of(String project, Deadline deadline) throws NotDoneException, IOException {
        SortedMap<String, Rate> rates = new TreeMap<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode list = page(project, after, deadline);
            for (JsonNode limit : list.path("data")) {
                after = limit.path("id").asText();
                Optional<Rate> rate = ProjectRates.rate(limit);
                if (named.contains(after) && rate.isPresent()) {
                    rates.put(after, rate.get());
                }
            }
            if (!list.path("has_more").asBoolean() || rates.size() == named.size()) {
                break;
            }
        }
        if (rates.size() < named.size()) {
            Set<String> missing = new TreeSet<>(named);
            missing.removeAll(rates.keySet());
            throw new NotDoneException(new Refused("project " + project + " has no rate limit " + missing
                    + " (expected: sink.openai.throttle.limits names limits of every project in sink.openai.keys)"));
        }
        return new ProjectRates(project, rates);
    }

    /** Changes those that differ; each by one call. */
    void change(ProjectRates present, Map<String, Rate> wanted, Deadline deadline)
            throws NotDoneException, IOException {
        for (Map.Entry<String, Rate> each : wanted.entrySet()) {
            if (!each.getValue().equals(present.rates().get(each.getKey()))) {
                change(present.project(), each.getKey(), each.getValue(), deadline);
            }
        }
    }

    private void change(String project, String limit, Rate rate, Deadline deadline)
            throws NotDoneException, IOException {
        byte[] body = JSON.createObjectNode()
                .put(Rate.REQUESTS, rate.requests())
                .put(Rate.TOKENS, rate.tokens())
                .toString()
                .getBytes(UTF_8);
        Answer answer = api.call(
                api.request("POST", project, "/rate_limits/" + encoded(limit)).withJson(body), deadline);
        api.requireSuccess("changing the rate limit " + limit + " of project " + project, answer);
    }

    private JsonNode page(String project, String after, Deadline deadline) throws NotDoneException, IOException {
        String doing = "looking for the rate limits of project " + project;
        String query = "?limit=" + PAGE_SIZE + (after.isEmpty() ? "" : "&after=" + encoded(after));
        Answer answer = api.callAndRead(api.request("GET", project, "/rate_limits" + query), deadline);
        api.requireSuccess(doing, answer);
        return AnswerJudge.json(doing, answer);
    }
}

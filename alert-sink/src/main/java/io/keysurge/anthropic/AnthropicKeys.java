// SPDX-License-Identifier: Apache-2.0
package io.keysurge.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.errand.Reach;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.keyring.SwitchableKeyring;
import io.keysurge.revoke.Outcome.Refused;
import java.io.IOException;
import java.time.InstantSource;

/** The API keys of one organization, each call with the admin key. */
final class AnthropicKeys implements SwitchableKeyring {

    private static final String VERSION = "2023-06-01";
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = new JsonMapper();

    private final AnthropicSettings settings;
    private final OneShotClient http;
    private final InstantSource clock;

    AnthropicKeys(AnthropicSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Status status(String key, Deadline deadline) throws NotDoneException, IOException {
        String doing = "looking for the " + shown(key);
        Answer answer = http.callAndRead(request("GET", key), deadline);
        if (answer.status() == NOT_FOUND) {
            return Status.GONE;
        }
        AnthropicAnswers.JUDGE.requireSuccess(doing, answer, clock.instant());
        JsonNode found = AnswerJudge.json(doing, answer);
        if (!key.equals(found.path("id").textValue())) {
            throw unlike(key);
        }
        return switch (found.path("status").asText()) {
            case "active" -> Status.ON;
            case "inactive" -> Status.OFF;
            case "archived", "expired" -> Status.GONE;
            default -> throw unlike(key);
        };
    }

    @Override
    public void disable(String key, Deadline deadline) throws NotDoneException, IOException {
        set(key, "inactive", deadline);
    }

    @Override
    public void enable(String key, Deadline deadline) throws NotDoneException, IOException {
        set(key, "active", deadline);
    }

    @Override
    public void remove(String key, Deadline deadline) throws NotDoneException, IOException {
        set(key, "archived", deadline);
    }

    private void set(String key, String status, Deadline deadline) throws NotDoneException, IOException {
        byte[] body = JSON.createObjectNode().put("status", status).toString().getBytes(UTF_8);
        Answer answer = http.call(request("POST", key).withJson(body), deadline);
        AnthropicAnswers.JUDGE.requireSuccess("making " + status + " the " + shown(key), answer, clock.instant());
    }

    private Request request(String method, String key) {
        return Request.of(method, settings.reach().uri("/v1/organizations/api_keys/" + Reach.encoded(key)))
                .with("x-api-key", settings.adminKey().text())
                .with("anthropic-version", VERSION);
    }

    private NotDoneException unlike(String key) {
        return new NotDoneException(new Refused("Anthropic does not show the " + shown(key)
                + " as documented (expected: its id, and a status of active, inactive, archived or expired)"));
    }
}

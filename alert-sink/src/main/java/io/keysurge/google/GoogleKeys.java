// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.KeptToken;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.keyring.SwitchableKeyring;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** The keys of service accounts, each call with an access token of the sink's own. */
final class GoogleKeys implements SwitchableKeyring {

    private static final int NOT_FOUND = 404;

    private static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            400, text -> new Refused(text + " (expected: a key that a user made; Google's own ones cannot be changed)"),
            401, text -> new TryAgain(text + ", although the access token is fresh", null),
            403,
                    text -> new Refused(text + ": the sink's service account is not allowed to, or the key is not there"
                            + " (expected: iam.serviceAccountKeys.get, .disable, .enable and .delete on the service"
                            + " account)")));

    private final GoogleSettings settings;
    private final OneShotClient http;
    private final InstantSource clock;
    private final KeptToken token;

    GoogleKeys(GoogleSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.token = new KeptToken(new GoogleTokens(settings.credentials(), http, clock), clock);
    }

    @Override
    public Status status(String key, Deadline deadline) throws NotDoneException, IOException {
        AccountKey named = AccountKey.parse(key);
        String doing = "looking for the " + named.shown();
        Answer answer = call(request("GET", named, ""), deadline);
        if (answer.status() == NOT_FOUND) {
            return Status.GONE;
        }
        JUDGE.requireSuccess(doing, answer, clock.instant());
        JsonNode found = AnswerJudge.json(doing, answer);
        if (!found.path("name").asText().endsWith("/keys/" + named.id())) {
            throw new NotDoneException(
                    new Refused("Google does not show the " + named.shown() + " as documented (expected: its name)"));
        }
        return found.path("disabled").asBoolean() ? Status.OFF : Status.ON;
    }

    @Override
    public void disable(String key, Deadline deadline) throws NotDoneException, IOException {
        change("disabling", ":disable", key, deadline);
    }

    @Override
    public void enable(String key, Deadline deadline) throws NotDoneException, IOException {
        change("enabling", ":enable", key, deadline);
    }

    @Override
    public void remove(String key, Deadline deadline) throws NotDoneException, IOException {
        AccountKey named = AccountKey.parse(key);
        Answer answer = call(request("DELETE", named, ""), deadline);
        if (answer.status() != NOT_FOUND) {
            JUDGE.requireSuccess("deleting the " + named.shown(), answer, clock.instant());
        }
    }

    @Override
    public String shown(String key) {
        return AccountKey.parse(key).shown();
    }

    private void change(String doing, String verb, String key, Deadline deadline) throws NotDoneException, IOException {
        AccountKey named = AccountKey.parse(key);
        Answer answer = call(request("POST", named, verb).withJson("{}".getBytes(UTF_8)), deadline);
        JUDGE.requireSuccess(doing + " the " + named.shown(), answer, clock.instant());
    }

    private Answer call(Request request, Deadline deadline) throws NotDoneException, IOException {
        return token.show(
                shown -> http.callAndRead(request.with("Authorization", "Bearer " + shown), deadline), deadline);
    }

    private Request request(String method, AccountKey key, String verb) {
        return Request.of(method, settings.reach().uri(key.path() + verb));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static io.keysurge.keycloak.KeycloakPaths.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.KeptToken;
import io.keysurge.errand.KeptToken.Fresh;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Where the access tokens of the connector's own client come from. */
final class AdminTokens implements KeptToken.Source {

    private static final String DOING = "asking for an admin token";

    private final KeycloakSettings settings;
    private final KeycloakPaths paths;
    private final OneShotClient http;
    private final InstantSource clock;

    AdminTokens(KeycloakSettings settings, KeycloakPaths paths, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.paths = paths;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Fresh fetch(Deadline deadline) throws NotDoneException, IOException {
        Answer answer = http.callAndRead(
                Request.of("POST", paths.token())
                        .withForm("grant_type=client_credentials&client_id=" + encoded(settings.adminClient())
                                + "&client_secret="
                                + encoded(settings.adminSecret().text())),
                deadline);
        if (answer.status() == 401) {
            throw new NotDoneException(new TryAgain(
                    "HTTP 401: Keycloak does not accept the id and the secret of the admin client "
                            + settings.adminClient(),
                    null));
        }
        if (answer.status() == 404) {
            throw new NotDoneException(new Refused("HTTP 404: there is no " + settings.shownRealm()));
        }
        KeycloakAnswers.JUDGE.requireSuccess(DOING, answer, clock.instant());
        JsonNode told = AnswerJudge.json(DOING, answer);
        String token = told.path("access_token").asText();
        if (token.isEmpty()) {
            throw new NotDoneException(new TryAgain(DOING + ": HTTP 200 without one", null));
        }
        return new Fresh(token, Duration.ofSeconds(told.path("expires_in").asLong()));
    }
}

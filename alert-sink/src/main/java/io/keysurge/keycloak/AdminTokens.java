// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static io.keysurge.keycloak.KeycloakPaths.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The access tokens of the connector's own client: one at a time, in memory, until shortly before it expires. */
final class AdminTokens {

    /** A token is not used for this long before its end: a call takes time, and clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final String DOING = "asking for an admin token";

    private final KeycloakSettings settings;
    private final KeycloakPaths paths;
    private final OneShotClient http;
    private final InstantSource clock;
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    AdminTokens(KeycloakSettings settings, KeycloakPaths paths, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.paths = paths;
        this.http = http;
        this.clock = clock;
    }

    /** A token that is good for now; asks Keycloak only when the last one is not. */
    synchronized String get(Deadline deadline) throws NotDoneException, IOException {
        String known = token;
        return known != null && clock.instant().isBefore(goodUntil) ? known : fetch(deadline);
    }

    /** Keycloak did not accept this token; it is not handed out again. */
    synchronized void reject(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private String fetch(Deadline deadline) throws NotDoneException, IOException {
        Instant asked = clock.instant();
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
        KeycloakAnswers.JUDGE.requireSuccess(DOING, answer, asked);
        return keep(AnswerJudge.json(DOING, answer), asked);
    }

    private String keep(JsonNode answer, Instant asked) throws NotDoneException {
        String fresh = answer.path("access_token").asText();
        if (fresh.isEmpty()) {
            throw new NotDoneException(new TryAgain(DOING + ": HTTP 200 without one", null));
        }
        token = fresh;
        goodUntil = asked.plusSeconds(answer.path("expires_in").asLong()).minus(MARGIN);
        return fresh;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import static io.keysurge.errand.Reach.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.KeptToken;
import io.keysurge.errand.KeptToken.Fresh;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** Where the access tokens of the sink's own service account come from: a grant that it signed itself (RFC 7523). */
final class GoogleTokens implements KeptToken.Source {

    /** The narrower of the two scopes that keys can be changed with. */
    private static final String SCOPE = "https://www.googleapis.com/auth/iam";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String DOING = "asking for an access token";
    private static final JsonMapper JSON = new JsonMapper();

    /** A key that is not accepted may be on its way to being replaced, and a clock to being set. */
    private static final AnswerJudge JUDGE =
            new AnswerJudge(Map.of(400, GoogleTokens::notAccepted, 401, GoogleTokens::notAccepted));

    private final ServiceAccountKey credentials;
    private final OneShotClient http;
    private final InstantSource clock;

    GoogleTokens(ServiceAccountKey credentials, OneShotClient http, InstantSource clock) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Fresh fetch(Deadline deadline) throws NotDoneException, IOException {
        Instant now = clock.instant();
        Answer answer = http.callAndRead(
                Request.of("POST", credentials.tokens().url())
                        .withForm("grant_type=" + encoded(GRANT) + "&assertion=" + assertion(now)),
                deadline);
        JUDGE.requireSuccess(DOING, answer, now);
        JsonNode told = AnswerJudge.json(DOING, answer);
        String token = told.path("access_token").asText();
        if (token.isEmpty()) {
            throw new NotDoneException(new TryAgain(DOING + ": HTTP " + answer.status() + " without one", null));
        }
        return new Fresh(token, Duration.ofSeconds(told.path("expires_in").asLong()));
    }

    private String assertion(Instant now) {
        ObjectNode header = JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT");
        header.put("kid", credentials.id());
        ObjectNode claims = JSON.createObjectNode().put("iss", credentials.account());
        claims.put("scope", SCOPE).put("aud", credentials.tokens().url().toString());
        claims.put("iat", now.getEpochSecond()).put("exp", now.plus(LIFE).getEpochSecond());
        String signed = base64(header.toString().getBytes(UTF_8)) + "."
                + base64(claims.toString().getBytes(UTF_8));
        return signed + "." + base64(credentials.sign(signed.getBytes(UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Outcome notAccepted(String text) {
        return new TryAgain(
                text + ": Google does not accept the sink's own key (expected: one that is enabled, and a clock that is"
                        + " right)",
                null);
    }
}

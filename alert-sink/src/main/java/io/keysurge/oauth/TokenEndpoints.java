// SPDX-License-Identifier: Apache-2.0
package io.keysurge.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.errand.SecretText;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.Endpoint;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The two things that are done with a token, each by one call. A token travels in the body alone, never in an address. */
final class TokenEndpoints {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AnswerJudge JUDGE = new AnswerJudge(Map.of());
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final String INVALID_CLIENT = "invalid_client";
    private static final String UNSUPPORTED_TOKEN_TYPE = "unsupported_token_type";

    /** Errors of RFC 6749, 6750 and 7009: words of a specification, which may be shown. */
    private static final Set<String> KNOWN_ERRORS = Set.of(
            "access_denied",
            INVALID_CLIENT,
            "invalid_grant",
            "invalid_request",
            "invalid_token",
            "unauthorized_client",
            UNSUPPORTED_TOKEN_TYPE);

    private final OAuthSettings settings;
    private final OneShotClient http;
    private final InstantSource clock;

    TokenEndpoints(OAuthSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /** Afterwards the token is worthless; so it is when the server had never heard of it. */
    void revoke(SecretText token, Deadline deadline) throws NotDoneException, IOException {
        succeed("revoking a token", settings.revocation(), token, deadline);
    }

    boolean isActive(Endpoint introspection, SecretText token, Deadline deadline) throws NotDoneException, IOException {
        String doing = "introspecting a token";
        JsonNode active = AnswerJudge.json(doing, succeed(doing, introspection, token, deadline))
                .path("active");
        if (!active.isBoolean()) {
            throw new NotDoneException(new TryAgain(doing + ": HTTP 200 without active", null));
        }
        return active.booleanValue();
    }

    private Answer succeed(String doing, Endpoint endpoint, SecretText token, Deadline deadline)
            throws NotDoneException, IOException {
        Request request = Request.of("POST", endpoint.url())
                .with("Authorization", authorization())
                .with("Accept", "application/json")
                .withForm("token=" + encoded(token.text()) + "&token_type_hint=" + settings.tokenType());
        Answer answer = http.callAndRead(request, deadline);
        if (answer.status() == BAD_REQUEST || answer.status() == UNAUTHORIZED) {
            throw new NotDoneException(refusal(doing + ": HTTP " + answer.status(), answer));
        }
        JUDGE.requireSuccess(doing, answer, clock.instant());
        return answer;
    }

    private Outcome refusal(String text, Answer answer) {
        String error = error(answer);
        if (answer.status() == UNAUTHORIZED || error.equals(INVALID_CLIENT)) {
            return new TryAgain(
                    text + ": the server does not accept the client " + settings.clientId() + " and its secret", null);
        }
        if (error.equals(UNSUPPORTED_TOKEN_TYPE)) {
            return new Refused(text + " " + error + ": the server revokes no token of this type");
        }
        return new Refused(KNOWN_ERRORS.contains(error) ? text + " " + error : text);
    }

    private static String error(Answer answer) {
        try {
            return JSON.readTree(answer.body()).path("error").asText();
        } catch (IOException e) {
            return ""; // a page of some proxy, perhaps; the status has to say enough
        }
    }

    /** Both are encoded as in a form before they are joined (RFC 6749, section 2.3.1): either may hold a colon. */
    private String authorization() {
        String pair = encoded(settings.clientId()) + ":"
                + encoded(settings.clientSecret().text());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.http.Answer;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Instant;

/** What an answer that is no success makes of the whole: worth another try, or not. */
final class Judgement {

    private static final JsonMapper JSON = new JsonMapper();

    private Judgement() {}

    static void requireSuccess(String doing, Answer answer, Instant now) throws NotDoneException {
        if (!answer.isSuccess()) {
            throw new NotDoneException(of(doing, answer, now));
        }
    }

    /** The body as JSON. A parser's own message would quote what it read, which may be a secret. */
    static JsonNode json(String doing, Answer answer) throws NotDoneException {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new NotDoneException(new TryAgain(doing + ": HTTP " + answer.status() + " without JSON", null));
        }
    }

    static Outcome of(IOException noAnswer) {
        return new TryAgain("no answer: " + noAnswer.getClass().getSimpleName(), null);
    }

    private static Outcome of(String doing, Answer answer, Instant now) {
        String text = doing + ": HTTP " + answer.status();
        if (answer.isRedirect()) {
            return new TryAgain(text + ", a redirect, which is not followed", null);
        }
        return switch (answer.status()) {
            case 401 -> new TryAgain(text + ", although the admin token is fresh", null);
            case 403 ->
                new Refused(text + ": the admin client is not allowed to (expected: its service account has the role"
                        + " manage-clients of realm-management)");
            case 404 -> new Refused(text + ": it is not there");
            case 408, 409, 425, 429 -> new TryAgain(text, answer.notBefore(now));
            default -> answer.status() < 500 ? new Refused(text) : new TryAgain(text, answer.notBefore(now));
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.http.Answer;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Instant;

/** What an answer that is no success makes of the whole: worth another try, or not. Never quotes a body. */
final class Judgement {

    private static final JsonMapper JSON = new JsonMapper();

    private Judgement() {}

    static void requireSuccess(String doing, Answer answer, Instant now) throws NotDoneException {
        if (!answer.isSuccess()) {
            throw new NotDoneException(of(doing, answer, now));
        }
    }

    /** The body as JSON. A parser's own message would quote what it read, which may be a key. */
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

    /**
     * A key that is not accepted may be on its way to being replaced, so 401 is worth another try; what an accepted key
     * may not do, it may not do later either. LiteLLM also answers 400 when it fails inside, as without its database.
     */
    private static Outcome of(String doing, Answer answer, Instant now) {
        String text = doing + ": HTTP " + answer.status();
        if (answer.isRedirect()) {
            return new TryAgain(text + ", a redirect, which is not followed", null);
        }
        return switch (answer.status()) {
            case 400 -> new TryAgain(text + ", which LiteLLM answers to its own troubles too", null);
            case 401 -> new TryAgain(text + ": LiteLLM does not accept the admin key", null);
            case 403 ->
                new Refused(text + ": the admin key is not allowed to (expected: the proxy's master key, or the key of"
                        + " a proxy admin)");
            case 404 -> new Refused(text + ": it is not there");
            case 408, 409, 425, 429 -> new TryAgain(text, answer.notBefore(now));
            default -> answer.status() < 500 ? new Refused(text) : new TryAgain(text, answer.notBefore(now));
        };
    }
}

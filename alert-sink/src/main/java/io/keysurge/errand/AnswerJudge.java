// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.http.Answer;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What an answer that is no success makes of the whole: worth another try, or not. Never quotes a body. */
public final class AnswerJudge {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, Function<String, Outcome>> own;

    /**
     * A judge for one kind of target.
     *
     * @param own what the target means by a status where that differs from the usual; given what was done and the status
     */
    public AnswerJudge(Map<Integer, Function<String, Outcome>> own) {
        this.own = Map.copyOf(own);
    }

    /**
     * Goes on only after a success.
     *
     * @param doing what was tried, in a few words and without secrets
     */
    public void requireSuccess(String doing, Answer answer, Instant now) throws NotDoneException {
        if (!answer.isSuccess()) {
            throw new NotDoneException(judge(doing, answer, now));
        }
    }

    /** The body as JSON. A parser's own message would quote what it read, which may be a secret. */
    public static JsonNode json(String doing, Answer answer) throws NotDoneException {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new NotDoneException(new TryAgain(doing + ": HTTP " + answer.status() + " without JSON", null));
        }
    }

    private Outcome judge(String doing, Answer answer, Instant now) {
        String text = doing + ": HTTP " + answer.status();
        Function<String, Outcome> meaning = own.get(answer.status());
        if (meaning != null) {
            return meaning.apply(text);
        }
        if (answer.isRedirect()) {
            return new TryAgain(text + ", a redirect, which is not followed", null);
        }
        return switch (answer.status()) {
            case 404 -> new Refused(text + ": it is not there");
            case 408, 409, 425, 429 -> new TryAgain(text, answer.notBefore(now));
            default -> answer.status() < 500 ? new Refused(text) : new TryAgain(text, answer.notBefore(now));
        };
    }
}

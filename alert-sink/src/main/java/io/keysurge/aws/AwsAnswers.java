// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * What IAM means by an error code, which says more than the status.
 *
 * <p>Credentials that are not accepted may be on their way to being replaced, and a clock to being set, so both are worth
 * another try; what accepted ones may not do, they may not do later either.
 */
final class AwsAnswers {

    private static final Map<String, Function<String, Outcome>> MEANINGS = Map.of(
            "Throttling", text -> new TryAgain(text + ": too many calls", null),
            "AccessDenied",
                    text -> new Refused(text + ": the sink's user is not allowed to (expected: iam:ListAccessKeys,"
                            + " iam:UpdateAccessKey and iam:DeleteAccessKey on the identities' users)"),
            "InvalidClientTokenId", AwsAnswers::notAccepted,
            "UnrecognizedClientException", AwsAnswers::notAccepted,
            "ExpiredToken", AwsAnswers::notAccepted,
            "SignatureDoesNotMatch", AwsAnswers::notAccepted,
            "RequestExpired", text -> new TryAgain(text + " (expected: a clock that is right)", null));

    private AwsAnswers() {}

    /** The error code; empty where there is none that may be shown. */
    static String code(Answer answer) {
        return Xml.parse(answer.body())
                .map(root -> Xml.text(root, "Code"))
                .filter(code -> code.matches("[A-Za-z.]{1,60}"))
                .orElse("");
    }

    /** Goes on only after a success. */
    static void requireSuccess(String doing, Answer answer, Instant now) throws NotDoneException {
        String code = code(answer);
        Function<String, Outcome> meaning = MEANINGS.get(code);
        AnswerJudge judge = new AnswerJudge(meaning == null ? Map.of() : Map.of(answer.status(), meaning));
        judge.requireSuccess(code.isEmpty() ? doing : doing + ": " + code, answer, now);
    }

    private static Outcome notAccepted(String text) {
        return new TryAgain(text + ": AWS does not accept the sink's own access key", null);
    }
}

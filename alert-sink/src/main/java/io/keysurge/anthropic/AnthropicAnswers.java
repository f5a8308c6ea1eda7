// SPDX-License-Identifier: Apache-2.0
package io.keysurge.anthropic;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.util.Map;

/**
 * What Anthropic means by a status. A key that is not accepted may be on its way to being replaced, so 401 is worth
 * another try; what an accepted key may not do, it may not do later either.
 */
final class AnthropicAnswers {

    static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            401, text -> new TryAgain(text + ": Anthropic does not accept the admin key", null),
            403,
                    text -> new Refused(text + ": the admin key is not allowed to (expected: an admin key of the"
                            + " organization that the keys are in)")));

    private AnthropicAnswers() {}
}

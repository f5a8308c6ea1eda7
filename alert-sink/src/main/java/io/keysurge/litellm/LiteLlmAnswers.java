// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.util.Map;

/**
 * What LiteLLM means by a status.
 *
 * <p>A key that is not accepted may be on its way to being replaced, so 401 is worth another try; what an accepted key
 * may not do, it may not do later either. LiteLLM also answers 400 when it fails inside, as without its database.
 */
final class LiteLlmAnswers {

    static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            400, text -> new TryAgain(text + ", which LiteLLM answers to its own troubles too", null),
            401, text -> new TryAgain(text + ": LiteLLM does not accept the admin key", null),
            403,
                    text -> new Refused(text + ": the admin key is not allowed to (expected: the proxy's master key, or"
                            + " the key of a proxy admin)")));

    private LiteLlmAnswers() {}
}

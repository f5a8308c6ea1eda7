// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import io.keysurge.errand.AnswerJudge;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.util.Map;

/** What Keycloak means by a status. */
final class KeycloakAnswers {

    static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            401, text -> new TryAgain(text + ", although the admin token is fresh", null),
            403,
                    text -> new Refused(text + ": the admin client is not allowed to (expected: its service account has"
                            + " the role manage-clients of realm-management)")));

    private KeycloakAnswers() {}
}

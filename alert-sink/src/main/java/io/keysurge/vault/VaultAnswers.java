// SPDX-License-Identifier: Apache-2.0
package io.keysurge.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.http.Answer;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What Vault means by a status.
 *
 * <p>It answers 400 to a revocation too that failed because whoever issued the secret could not be reached, and 403 both
 * to a token that has expired and to one that may not.
 */
final class VaultAnswers {

    static final AnswerJudge JUDGE = new AnswerJudge(Map.of(
            400,
            text -> new TryAgain(text + ", which Vault answers too when the issuer of a secret fails", null),
            403,
            text -> new Refused(text + ": the sink's token has expired, or is not allowed to (expected: update on"
                    + " sys/leases/lookup, sys/leases/revoke, auth/token/lookup-accessor and"
                    + " auth/token/revoke-accessor)"),
            404,
            text -> new Refused(text + " (expected: sink.vault.url is the server's base address)"),
            412,
            VaultAnswers::otherNode,
            472,
            VaultAnswers::otherNode,
            473,
            VaultAnswers::otherNode));

    /** What versions say of a lease or an accessor that they do not know, with a status of 400, 403 or 404. */
    private static final Set<String> GONE =
            Set.of("invalid lease", "lease not found", "invalid accessor", "bad token", "token not found");

    private static final Set<Integer> GONE_STATUS = Set.of(400, 403, 404);
    private static final JsonMapper JSON = new JsonMapper();

    private VaultAnswers() {}

    private static Outcome otherNode(String text) {
        return new TryAgain(text + ": this node does not answer for the cluster", null);
    }

    /** True when Vault says in so many words that it does not know the lease or the accessor. */
    static boolean saysGone(Answer answer) {
        if (!GONE_STATUS.contains(answer.status())) {
            return false;
        }
        try {
            for (JsonNode error : JSON.readTree(answer.body()).path("errors")) {
                String said = error.asText().toLowerCase(Locale.ROOT);
                if (GONE.stream().anyMatch(said::contains)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}

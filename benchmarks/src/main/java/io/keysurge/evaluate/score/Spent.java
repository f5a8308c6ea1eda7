// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that attackers spent before the first alert, as if each spent evenly over the attack.
 *
 * @param tokens before the alert, over all found incidents
 * @param share the same as a part of what the found incidents consume in all; null when no tokens are known
 * @param medianShare the median of that part over the found incidents; null when no tokens are known
 * @param missedTokens all tokens of the incidents that nobody told of
 */
public record Spent(
        double tokens, @Nullable Double share, @Nullable Double medianShare, double missedTokens) {

    static Spent of(List<Outcome> outcomes) {
        List<Outcome> found = outcomes.stream()
                .filter(outcome -> outcome.found() && outcome.incident().tokens() > 0)
                .toList();
        double tokens = found.stream()
                .mapToDouble(outcome -> outcome.elapsed() * outcome.incident().tokens())
                .sum();
        double all = found.stream()
                .mapToDouble(outcome -> outcome.incident().tokens())
                .sum();
        double missed = outcomes.stream()
                .filter(outcome -> !outcome.found())
                .mapToDouble(outcome -> outcome.incident().tokens())
                .sum();
        if (found.isEmpty()) {
            return new Spent(0, null, null, missed);
        }
        double[] shares = found.stream().mapToDouble(Outcome::elapsed).toArray();
        return new Spent(tokens, tokens / all, Figures.median(shares), missed);
    }
}

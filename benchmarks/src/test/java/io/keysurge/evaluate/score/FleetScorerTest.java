// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The score of alerts on a fleet")
class FleetScorerTest {

    private static final Incident THEFT = new Incident(List.of(1), "stolen", 11_000, 12_000, 12_100, 3, 1_000);
    private static final Incident RUNAWAY = incident("runaway", 2);
    private static final Incident SHARING = incident("sharing", 3);
    private static final Incident KEY_CHECKER = incident("key_checker", 4, 5, 6);

    @Test
    void tells_each_tier_apart() {
        Map<Tier, TierScore> scores = score(new AlertRow(1, 12_001, "TOKEN_SPIKE", 4));
        assertThat(found(scores, Tier.REVOKE, "stolen")).isZero();
        assertThat(found(scores, Tier.ACT, "stolen")).isEqualTo(1);
        assertThat(found(scores, Tier.NOTIFY, "stolen")).isEqualTo(1);
        assertThat(found(scores, Tier.ACT, FleetScorer.LARGE_THEFTS)).isEqualTo(1);
    }

    @Test
    void counts_an_alert_on_the_probe_as_before_the_theft() {
        Recall theft = score(new AlertRow(1, 11_000, "NEW_MODEL", 2))
                .get(Tier.NOTIFY)
                .byType()
                .get("stolen");
        assertThat(theft.before()).isEqualTo(1);
        assertThat(theft.medianDelay()).isZero();
        assertThat(theft.spent().tokens()).isZero();
    }

    @Test
    void holds_it_wrong_to_revoke_a_runaway_agent_and_right_to_throttle_it() {
        Map<Tier, TierScore> scores = score(new AlertRow(2, 12_001, "RUNAWAY_LOOP", 5));
        assertThat(scores.get(Tier.REVOKE).falseEpisodes()).hasSize(1);
        assertThat(scores.get(Tier.REVOKE).falsePerIdentityWeek()).isEqualTo(0.1);
        assertThat(scores.get(Tier.ACT).falseEpisodes()).isEmpty();
        assertThat(found(scores, Tier.ACT, "runaway")).isEqualTo(1);
    }

    @Test
    void takes_sharing_as_found_by_its_own_signs_only() {
        assertThat(found(score(new AlertRow(3, 12_001, "TOKEN_SPIKE", 4)), Tier.ACT, "sharing"))
                .isZero();
        assertThat(found(score(new AlertRow(3, 12_001, "FAN_OUT", 4)), Tier.ACT, "sharing"))
                .isEqualTo(1);
    }

    @Test
    void takes_a_key_checker_as_found_when_any_of_its_keys_is_named_within_the_hour() {
        assertThat(found(score(new AlertRow(5, 12_160, "KEY_CHECKER", 4)), Tier.ACT, "key_checker"))
                .isEqualTo(1);
        assertThat(found(score(new AlertRow(5, 12_161, "KEY_CHECKER", 4)), Tier.ACT, "key_checker"))
                .isZero();
        assertThat(found(score(new AlertRow(5, 12_001, "NEW_ORIGIN", 4)), Tier.ACT, "key_checker"))
                .isZero();
    }

    private static int found(Map<Tier, TierScore> scores, Tier tier, String type) {
        return scores.get(tier).byType().get(type).found();
    }

    private static Map<Tier, TierScore> score(AlertRow... alerts) {
        return FleetScorer.score(List.of(alerts), List.of(THEFT, RUNAWAY, SHARING, KEY_CHECKER), 10);
    }

    private static Incident incident(String type, Integer... identities) {
        return new Incident(List.of(identities), type, 12_000, 12_000, 12_100, Double.NaN, 0);
    }
}

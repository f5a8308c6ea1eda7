// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The score of alerts on spikes")
class SpikeScorerTest {

    private static final int WATCHED = 10;
    private static final Incident SPIKE = attack(1, "spike", 12_000, 12_100, 5, 1_000);

    @Nested
    @DisplayName("of an attack that an alert tells of")
    class Found {

        @Test
        void counts_the_minutes_until_the_end_of_the_alerts_minute() {
            SpikeScore score = score(alert(1, 12_001));
            assertThat(score.all().found()).isEqualTo(1);
            assertThat(score.all().medianDelay()).isEqualTo(2);
            assertThat(score.precision()).isEqualTo(1);
            assertThat(score.falseEpisodes()).isEmpty();
        }

        @Test
        void holds_until_ten_minutes_after_its_end_and_no_later() {
            assertThat(score(alert(1, 12_110)).all().found()).isEqualTo(1);
            assertThat(score(alert(1, 12_111)).all().found()).isZero();
        }

        @Test
        void tells_what_part_of_its_tokens_was_spent_before() {
            Spent spent = score(alert(1, 12_024)).all().spent();
            assertThat(spent.tokens()).isEqualTo(250);
            assertThat(spent.share()).isEqualTo(0.25);
            assertThat(spent.medianShare()).isEqualTo(0.25);
            assertThat(spent.missedTokens()).isZero();
        }

        @Test
        void never_counts_more_tokens_as_spent_than_the_attack_consumed() {
            assertThat(score(alert(1, 12_105)).all().spent().tokens()).isEqualTo(1_000);
        }
    }

    @Nested
    @DisplayName("of an attack that nobody tells of")
    class Missed {

        @Test
        void has_no_delay_and_counts_its_tokens_apart() {
            SpikeScore score = score(alert(2, 12_001));
            assertThat(score.all().recall()).isEqualTo(0);
            assertThat(score.all().medianDelay()).isNull();
            assertThat(score.all().spent()).isEqualTo(new Spent(0, null, null, 1_000));
        }
    }

    @Nested
    @DisplayName("of an alert without an attack")
    class False {

        @Test
        void counts_alerts_within_an_hour_of_each_other_as_one_episode() {
            assertThat(score(alert(2, 15_000), alert(2, 15_060), alert(2, 15_120))
                            .falseEpisodes())
                    .containsExactly(new Episode(2, List.of(15_000L, 15_060L, 15_120L)));
            assertThat(score(alert(2, 15_000), alert(2, 15_061)).falseEpisodes())
                    .hasSize(2);
        }

        @Test
        void forgives_two_hours_after_an_attack() {
            assertThat(score(alert(1, 12_220)).falseEpisodes()).isEmpty();
            assertThat(score(alert(1, 12_221)).falseEpisodes()).hasSize(1);
        }

        @Test
        void does_not_count_the_week_of_learning() {
            assertThat(score(alert(2, 10_079)).episodes()).isZero();
            assertThat(score(alert(2, 10_080)).episodes()).isEqualTo(1);
            assertThat(score(alert(2, 20_160)).episodes()).isZero();
        }

        @Test
        void divides_by_the_identity_weeks_without_attack() {
            AlertRow[] alerts = IntStream.range(0, 3)
                    .mapToObj(i -> alert(2, 15_000 + 100L * i))
                    .toArray(AlertRow[]::new);
            // 3 / ((10 x 10080 - 100) / 10080)
            assertThat(score(alerts).falsePerIdentityWeek()).isEqualTo(0.3003);
            assertThat(score(alerts).weeks()).isEqualTo(10.0);
            assertThat(score(alerts).identitiesWithFalse()).isEqualTo(1);
        }
    }

    @Test
    void is_told_by_type_and_magnitude() {
        var attacks = List.of(SPIKE, attack(2, "spike", 13_000, 13_005, 3, 0), attack(3, "ramp", 13_000, 13_600, 3, 0));
        SpikeScore score = SpikeScorer.score(List.of(alert(1, 12_000)), attacks, WATCHED);
        assertThat(score.byType()).containsOnlyKeys("ramp", "spike");
        assertThat(score.byMagnitude().get("spike")).containsOnlyKeys(3.0, 5.0);
        assertThat(score.spikesFromThree().total()).isEqualTo(2);
        assertThat(score.lastingSpikesFromThree().total()).isEqualTo(1);
    }

    private static SpikeScore score(AlertRow... alerts) {
        return SpikeScorer.score(List.of(alerts), List.of(SPIKE), WATCHED);
    }

    private static AlertRow alert(int identity, long minute) {
        return new AlertRow(identity, minute, "TOKEN_SPIKE", 4);
    }

    private static Incident attack(int identity, String type, long start, long end, double magnitude, double tokens) {
        return new Incident(List.of(identity), type, start, start, end, magnitude, tokens);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The band that usage is drawn on")
class BandTest {

    /** Enough calls to leave the judgement to tokens. */
    private static final long MANY = 10_000;

    private final Life life = Life.steady(10_000);

    @Test
    void ends_where_a_minute_becomes_a_spike() {
        life.minutes(FRIDAY_NOON, 60, 10_000).use(FRIDAY_NOON + 60, 1, 1);
        long threshold = (long) Math.floor(life.band().threshold());
        assertThat(life.band().minute()).isEqualTo(FRIDAY_NOON + 60);

        life.use(FRIDAY_NOON + 60, threshold - 1, MANY);
        assertThat(life.findings()).isEmpty();

        life.use(FRIDAY_NOON + 60, 1, 1);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
            assertThat(finding.measure().expected()).isEqualTo(life.band().usual());
            assertThat(finding.measure().threshold()).isEqualTo(life.band().threshold());
        });
    }

    @Test
    void is_wider_for_whom_less_is_expected_of() {
        life.use(FRIDAY_NOON, 1, 1);
        double threshold = life.band().threshold();

        life.tuned(AlertKind.TOKEN_SPIKE, 0.5);

        assertThat(life.band().threshold()).isGreaterThan(threshold);
        assertThat(life.band().usual()).isPositive();
        assertThat(life.band().warming()).isFalse();
    }

    @Test
    void is_that_of_newcomers_while_an_identity_is_new() {
        Life newcomer = Life.withDefaults().use(FRIDAY_NOON, 100, 1);

        assertThat(newcomer.band()).isEqualTo(new Band(FRIDAY_NOON, 0, 0, Newcomer.BUSIEST_BURST, true));
    }

    @Test
    void changes_nothing_by_being_asked_for() {
        Life asked = Life.steady(10_000);
        for (int minute = 0; minute < 90; minute++) {
            long tokens = 10_000 + 700L * (minute % 40);
            life.use(FRIDAY_NOON + minute, tokens, 100);
            asked.use(FRIDAY_NOON + minute, tokens, 100);
            assertThat(asked.band().threshold()).isPositive();
        }
        assertThat(asked.findings()).isNotEmpty().isEqualTo(life.findings());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Usage.Result;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("FAIL_BURST")
class FailBurstTest {

    private final Life life = Life.atHome(10_000);

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "FAILED"})
    void speaks_of_more_than_twenty_refused_calls_within_ten_minutes(Result result) {
        life.answered(result)
                .use(FRIDAY_NOON, 0, 10)
                .use(FRIDAY_NOON + 9, 0, 10)
                .use(FRIDAY_NOON + 10, 0, 1);
        assertThat(life.findings()).isEmpty();

        life.use(FRIDAY_NOON + 30, 0, 10).use(FRIDAY_NOON + 39, 0, 11).use(FRIDAY_NOON + 40, 0, 1);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.FAIL_BURST);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().observed()).isEqualTo(21);
            assertThat(finding.measure().threshold()).isEqualTo(20);
        });
    }

    @Test
    void lets_a_busy_identity_have_hiccups() {
        life.use(FRIDAY_NOON, 10_000, 121).answered(Result.FAILED).use(FRIDAY_NOON, 0, 30);
        life.answered(Result.SERVED).use(FRIDAY_NOON + 1, 10_000);
        assertThat(life.findings()).isEmpty();

        Life less = Life.atHome(10_000).use(FRIDAY_NOON, 10_000, 119);
        less.answered(Result.FAILED).use(FRIDAY_NOON, 0, 30);
        less.answered(Result.SERVED).use(FRIDAY_NOON + 1, 10_000);
        assertThat(less.findings()).hasSize(1);
    }

    @Test
    void compares_with_the_largest_of_the_week() {
        Life limited = Life.withDefaults().at("home");
        for (int day = 0; day < 4; day++) {
            limited.answered(Result.SERVED).workingDays(day, 1, 1_000);
            limited.answered(Result.FAILED).use(MONDAY + day * DAY + 19 * HOUR, 0, 40);
        }
        int before = limited.findings().size();
        limited.use(FRIDAY_NOON, 0, 120).use(FRIDAY_NOON + 1, 0, 1);
        assertThat(limited.findings()).hasSize(before);

        limited.use(FRIDAY_NOON + 30, 0, 130).use(FRIDAY_NOON + 31, 0, 1);
        assertThat(limited.findings()).hasSizeGreaterThan(before);
    }

    @Test
    void weighs_little_while_everything_is_new() {
        Life young =
                Life.withDefaults().answered(Result.DENIED).use(MONDAY, 0, 30).use(MONDAY + 1, 0, 1);
        assertThat(young.findings()).extracting(Finding::severity).containsExactly(2);
    }

    @Test
    void says_nothing_of_calls_that_are_served() {
        life.minutes(FRIDAY_NOON, 60, 10_000);
        assertThat(life.findings()).isEmpty();
    }
}

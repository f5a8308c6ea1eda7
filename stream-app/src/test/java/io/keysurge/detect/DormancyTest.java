// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DORMANT_WOKE")
class DormancyTest {

    private static final long THURSDAY_EVENING = MONDAY + 3 * DAY + 18 * HOUR - 1;
    private static final long TWO_DAYS = 2 * DAY;

    private final Life life = Life.steady(5_000);

    @Test
    void speaks_after_two_days_of_silence_and_not_a_minute_earlier() {
        life.use(THURSDAY_EVENING + TWO_DAYS - 1, 10_000);
        assertThat(life.findings(AlertKind.DORMANT_WOKE)).isEmpty();

        Life other = Life.steady(5_000).use(THURSDAY_EVENING + TWO_DAYS, 10_000);
        assertThat(other.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.DORMANT_WOKE);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().observed()).isEqualTo(TWO_DAYS);
        });
    }

    @Test
    void asks_for_more_than_a_few_calls() {
        life.use(THURSDAY_EVENING + 5 * DAY, 9_999);
        assertThat(life.findings()).isEmpty();
        life.use(THURSDAY_EVENING + 5 * DAY, 1);
        assertThat(life.findings()).hasSize(1);
    }

    @Test
    void judges_the_first_hour_after_the_silence() {
        long woke = THURSDAY_EVENING + 5 * DAY;
        life.use(woke, 100).minutes(woke + 60, 5, 5_000);
        assertThat(life.findings(AlertKind.DORMANT_WOKE)).isEmpty();

        Life other = Life.steady(5_000).use(woke, 100).minutes(woke + 56, 4, 5_000);
        assertThat(other.findings(AlertKind.DORMANT_WOKE)).hasSize(1);
    }

    @Test
    void asks_for_twice_the_longest_silence_so_that_a_weekend_is_news_once_at_most() {
        Life worker = Life.withDefaults().workingDays(0, 5, 5_000).workingDays(7, 5, 5_000);
        int first = worker.findings(AlertKind.DORMANT_WOKE).size();
        worker.workingDays(14, 5, 5_000).workingDays(21, 1, 5_000);
        assertThat(worker.findings(AlertKind.DORMANT_WOKE))
                .hasSizeLessThanOrEqualTo(2)
                .hasSizeGreaterThanOrEqualTo(first);

        // Eight days from Monday evening: more than twice a weekend.
        long opened = worker.findings(AlertKind.DORMANT_WOKE).size();
        worker.workingDays(29, 1, 5_000);
        assertThat(worker.findings(AlertKind.DORMANT_WOKE)).hasSizeGreaterThan((int) opened);
    }

    @Test
    void does_not_miss_who_came_now_and_then() {
        Life visitor = Life.withDefaults();
        for (int day = 0; day < 5; day++) {
            visitor.minutes(MONDAY + day * DAY + 12 * HOUR, 180, 5_000);
        }
        visitor.minutes(MONDAY + 9 * DAY + 12 * HOUR, 10, 5_000);
        assertThat(visitor.findings()).isEmpty();
    }
}

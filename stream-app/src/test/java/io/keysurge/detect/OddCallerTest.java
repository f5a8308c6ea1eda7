// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Usage.Result;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("TOKEN_SPIKE of a stranger at home")
class OddCallerTest {

    private final Life life = Life.atHome(10_000);

    @Nested
    @DisplayName("is a stolen key")
    class Stolen {

        @Test
        void when_calls_that_do_not_introduce_themselves_ask_a_new_model_for_half_the_week_s_largest_ten_minutes() {
            stranger().asking("model-b").minutes(FRIDAY_NOON, 2, 24_000);
            assertThat(severities(life)).doesNotContain(5);

            life.use(FRIDAY_NOON + 2, 24_000);

            assertThat(severities(life)).contains(5);
            assertThat(newest(life).related()).contains(AlertKind.NEW_MODEL);
        }

        @Test
        void with_half_the_flow_where_it_is_tuned_twice_as_sensitive_and_twice_the_flow_where_half() {
            Life wary = Life.atHome(10_000).tuned(AlertKind.TOKEN_SPIKE, 2);
            Life calm = Life.atHome(10_000).tuned(AlertKind.TOKEN_SPIKE, 0.5);
            for (Life each : List.of(wary, calm)) {
                each.as(null).asking("model-b").minutes(FRIDAY_NOON, 3, 12_000);
            }
            assertThat(severities(wary)).contains(5);
            calm.minutes(FRIDAY_NOON + 3, 2, 24_000);
            assertThat(severities(calm)).doesNotContain(5);
            calm.minutes(FRIDAY_NOON + 5, 3, 24_000);
            assertThat(severities(calm)).contains(5);
        }

        @Test
        void when_the_new_model_was_refused_to_the_identity_s_own_service_and_then_flows() {
            life.asking("model-b").answered(Result.DENIED).use(FRIDAY_NOON - 8 * HOUR, 0);
            life.answered(Result.SERVED).minutes(FRIDAY_NOON, 3, 24_000);
            assertThat(severities(life)).contains(5);
        }

        @Test
        void when_the_identity_s_own_service_asks_a_new_model_for_three_times_its_largest_ten_minutes() {
            life.asking("model-b").minutes(FRIDAY_NOON, 3, 90_000);
            assertThat(severities(life)).doesNotContain(5);
            life.minutes(FRIDAY_NOON + 3, 2, 90_000);
            assertThat(severities(life)).contains(5);
        }
    }

    @Nested
    @DisplayName("is a surge")
    class Surge {

        @Test
        void when_calls_that_do_not_introduce_themselves_ask_the_usual_model_for_more_than_ever() {
            stranger().minutes(FRIDAY_NOON, 2, 60_000);
            assertThat(severities(life)).doesNotContain(4, 5);
            life.minutes(FRIDAY_NOON + 2, 1, 60_000);
            assertThat(severities(life)).contains(4).doesNotContain(5);
        }

        @Test
        void that_makes_the_calls_of_an_undeclared_application_odd_but_not_those_of_a_new_one() {
            Life learned = Life.atHome(10_000).as("batch").minutes(FRIDAY_NOON, 3, 60_000);
            assertThat(severities(learned)).containsOnly(3);

            Life declared = Life.withDefaults().declares("app").at("home").workingDays(0, 4, 10_000);
            declared.as("batch").minutes(FRIDAY_NOON, 3, 60_000);
            assertThat(severities(declared)).contains(4);
        }
    }

    @Nested
    @DisplayName("is nothing")
    class Nothing {

        @Test
        void while_the_identity_s_own_service_tries_a_new_model() {
            life.asking("model-b").minutes(FRIDAY_NOON, 60, 8_000);
            assertThat(severities(life)).isEmpty();
        }

        @Test
        void after_a_pause_of_an_hour_which_begins_anew() {
            stranger().asking("model-b").minutes(FRIDAY_NOON, 2, 24_000);
            life.minutes(FRIDAY_NOON + 70, 2, 24_000);
            assertThat(severities(life)).doesNotContain(5);
        }

        @Test
        void where_calls_seldom_introduce_themselves() {
            Life anonymous = Life.withDefaults().from("home", "eu-west-1").workingDays(0, 4, 10_000);
            anonymous.minutes(FRIDAY_NOON, 3, 60_000);
            assertThat(severities(anonymous)).containsOnly(3);
        }

        @Test
        void while_everything_is_new() {
            Life young = Life.withDefaults().at("home").workingDays(0, 2, 10_000);
            young.as(null).by(null).asking("model-b").minutes(MONDAY + 2 * DAY + 12 * HOUR, 10, 60_000);
            assertThat(severities(young)).isEmpty();
        }
    }

    @Test
    void a_probed_model_makes_a_plain_step_severe_for_two_days() {
        Life probed = Life.atHome(10_000);
        probed.asking("model-b").answered(Result.DENIED).use(FRIDAY_NOON, 0);
        probed.answered(Result.SERVED).asking("model-a");

        probed.minutes(FRIDAY_NOON + 2 * DAY - 2, 2, 50_000);
        assertThat(severities(probed)).contains(4);

        Life later = Life.atHome(10_000);
        later.asking("model-b").answered(Result.DENIED).use(FRIDAY_NOON, 0);
        later.answered(Result.SERVED).asking("model-a").minutes(FRIDAY_NOON + 2 * DAY + 1, 2, 50_000);
        assertThat(severities(later)).containsOnly(3);
    }

    @Test
    void one_more_probe_does_not_disarm_the_one_before() {
        life.asking("model-b").answered(Result.DENIED).use(FRIDAY_NOON - HOUR, 0);
        life.asking("model-c").use(FRIDAY_NOON, 0);
        life.answered(Result.SERVED).asking("model-a").use(FRIDAY_NOON, 50_000);
        assertThat(severities(life)).containsExactly(4);
    }

    private Life stranger() {
        return life.as(null).by(null);
    }

    private static List<Integer> severities(Life life) {
        return life.findings(AlertKind.TOKEN_SPIKE).stream()
                .map(Finding::severity)
                .toList();
    }

    private static Finding newest(Life life) {
        List<Finding> findings = life.findings(AlertKind.TOKEN_SPIKE);
        return findings.get(findings.size() - 1);
    }
}

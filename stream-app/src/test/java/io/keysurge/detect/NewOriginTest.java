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

@DisplayName("NEW_ORIGIN")
class NewOriginTest {

    private final Life life = Life.atHome(10_000);

    @Nested
    @DisplayName("hears a probe: a first call from elsewhere")
    class Probe {

        @Test
        void for_a_model_that_the_identity_never_used() {
            life.from("elsewhere", "us-east-1").asking("model-b").use(FRIDAY_NOON, 50);
            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.NEW_ORIGIN);
                assertThat(finding.subject()).isEqualTo("elsewhere/us-east-1");
                assertThat(finding.severity()).isEqualTo(3);
                assertThat(finding.related()).containsExactly(AlertKind.NEW_MODEL);
            });
        }

        @Test
        void without_the_application_that_its_own_calls_always_name() {
            life.from("elsewhere", "us-east-1").as(null).use(FRIDAY_NOON, 50);
            assertThat(severities(life)).containsExactly(2);
        }

        @Test
        void without_the_agent_that_its_own_calls_always_name() {
            life.from("elsewhere", "us-east-1").by(null).use(FRIDAY_NOON, 50);
            assertThat(severities(life)).containsExactly(2);
        }

        @Test
        void but_not_one_that_introduces_itself_as_the_identity_s_own_do() {
            life.from("elsewhere", "us-east-1").use(FRIDAY_NOON, 50);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void and_one_that_turns_strange_within_its_first_minutes() {
            life.from("elsewhere", "us-east-1").use(FRIDAY_NOON, 50);
            life.by(null).use(FRIDAY_NOON + 1, 50);
            assertThat(severities(life)).containsExactly(3);
        }

        @Test
        void and_tells_that_the_call_tried_the_key() {
            life.from("elsewhere", "us-east-1").answered(Result.DENIED).use(FRIDAY_NOON, 0);
            assertThat(life.last().attempt()).satisfies(attempt -> {
                assertThat(attempt.source()).isEqualTo("elsewhere/us-east-1");
                assertThat(attempt.refused()).isTrue();
            });

            life.at("home").answered(Result.DENIED).use(FRIDAY_NOON, 0);
            assertThat(life.last().attempt()).isNull();
        }
    }

    @Nested
    @DisplayName("calls a key stolen")
    class Stolen {

        @Test
        void when_it_wakes_a_dormant_identity_from_elsewhere() {
            long weekLater = FRIDAY_NOON + 6 * DAY;
            life.from("elsewhere", "us-east-1").minutes(weekLater, 10, 3_000);
            assertThat(life.findings())
                    .filteredOn(finding -> finding.severity() == 5)
                    .first()
                    .satisfies(theft -> {
                        assertThat(theft.kind()).isEqualTo(AlertKind.NEW_ORIGIN);
                        assertThat(theft.related()).containsExactly(AlertKind.DORMANT_WOKE);
                    });
            assertThat(life.findings(AlertKind.DORMANT_WOKE)).hasSize(1);
        }

        @Test
        void but_not_when_it_wakes_in_one_of_its_own_places() {
            life.minutes(FRIDAY_NOON + 6 * DAY, 20, 3_000);
            assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.DORMANT_WOKE);
        }

        @Test
        void nor_when_another_region_of_its_own_network_wakes_it() {
            life.from("home", "us-east-1").minutes(FRIDAY_NOON + 6 * DAY, 20, 3_000);
            assertThat(life.findings()).extracting(Finding::kind).containsExactly(AlertKind.DORMANT_WOKE);
        }

        @Test
        void when_strange_calls_bring_a_flow_to_speak_of() {
            stranger().minutes(FRIDAY_NOON, 3, 15_000);
            assertThat(severities(life)).containsExactly(2, 5);
            assertThat(newest(life).related()).containsExactly(AlertKind.TOKEN_SPIKE, AlertKind.NEW_APPLICATION);
        }

        @Test
        void but_not_for_a_flow_below_a_sixth_of_the_week_s_largest_ten_minutes() {
            stranger().asking("model-b").minutes(FRIDAY_NOON, 10, 1_500);
            assertThat(severities(life)).containsExactly(3);
        }

        @Test
        void but_not_for_one_busy_minute() {
            stranger().use(FRIDAY_NOON, 200_000);
            assertThat(severities(life)).containsExactly(2);
        }

        @Test
        void whose_model_another_stranger_asks_for_too() {
            Life alone = Life.atHome(10_000);
            alone.from("elsewhere", "us-east-1").by(null).asking("model-b").minutes(FRIDAY_NOON + 60, 3, 8_000);
            assertThat(severities(alone)).contains(5);

            life.from("nowhere", "ap-south-1").by(null).asking("model-b").minutes(FRIDAY_NOON, 12, 50);
            life.from("elsewhere", "us-east-1").minutes(FRIDAY_NOON + 60, 3, 8_000);
            assertThat(severities(life)).contains(5);
        }

        @Test
        void even_in_a_test_environment() {
            life.in("test");
            stranger().minutes(FRIDAY_NOON, 3, 15_000);
            assertThat(severities(life)).contains(5);
        }
    }

    @Nested
    @DisplayName("without strangeness")
    class Plain {

        @Test
        void calls_a_surge_severe() {
            life.from("elsewhere", "us-east-1").minutes(FRIDAY_NOON, 2, 60_000);
            assertThat(severities(life)).isEmpty();
            life.use(FRIDAY_NOON + 2, 60_000);
            assertThat(severities(life)).containsExactly(4);
        }

        @Test
        void calls_a_trickle_beside_the_identity_s_own_use_severe_after_an_hour() {
            for (int minute = 0; minute < 59; minute++) {
                trickle(minute);
            }
            assertThat(severities(life)).isEmpty();
            for (int minute = 59; minute < 62; minute++) {
                trickle(minute);
            }
            assertThat(severities(life)).containsExactly(4);
        }

        @Test
        void takes_a_place_that_takes_over_for_a_move() {
            life.minutes(FRIDAY_NOON - 4 * HOUR, 240, 10_000);
            life.at("new-cloud").minutes(FRIDAY_NOON, 240, 10_000);
            assertThat(severities(life)).isEmpty();
        }

        @Test
        void says_nothing_of_an_origin_that_earned_its_place() {
            life.at("new-cloud").minutes(FRIDAY_NOON, 121, 1_000);
            life.minutes(FRIDAY_NOON + 121, 10, 60_000);
            assertThat(severities(life)).isEmpty();
        }

        private void trickle(int minute) {
            life.at("home").use(FRIDAY_NOON + minute, 10_000);
            life.at("elsewhere").use(FRIDAY_NOON + minute, 100);
        }
    }

    @Nested
    @DisplayName("asks for more")
    class Prior {

        @Test
        void of_another_region_of_a_network_that_is_known() {
            life.from("home", "us-east-1").by(null).use(FRIDAY_NOON, 50);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void of_an_identity_that_gains_origins_all_the_time() {
            Life restless = Life.withDefaults();
            for (int day = 0; day < 5; day++) {
                long morning = MONDAY + day * DAY + 8 * HOUR;
                restless.at("home").minutes(morning, 300, 10_000);
                for (int i = 0; i < 3; i++) {
                    restless.at("cafe-" + day + "-" + i).minutes(morning + 300 + 10 * i, 5, 1_000);
                }
            }
            int before = severities(restless).size();
            restless.from("elsewhere", "us-east-1").asking("model-b").use(MONDAY + 5 * DAY + 12 * HOUR, 50);
            assertThat(severities(restless)).hasSize(before);
        }

        @Test
        void while_everything_is_new() {
            Life young = Life.withDefaults().at("home").workingDays(0, 2, 10_000);
            young.from("elsewhere", "us-east-1").as(null).by(null).minutes(MONDAY + 2 * DAY, 10, 50_000);
            assertThat(severities(young)).isEmpty();
        }
    }

    private Life stranger() {
        return life.from("elsewhere", "us-east-1").as(null).by(null);
    }

    private static List<Integer> severities(Life life) {
        return life.findings(AlertKind.NEW_ORIGIN).stream()
                .map(Finding::severity)
                .toList();
    }

    private static Finding newest(Life life) {
        List<Finding> findings = life.findings(AlertKind.NEW_ORIGIN);
        return findings.get(findings.size() - 1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The docket")
class DocketTest {

    private final Docket docket = new Docket(DetectionSettings.DEFAULTS);
    private final List<Finding> findings = new ArrayList<>();
    private Life life = Life.steady(10_000);
    private Identity identity = Identity.UNREGISTERED;

    @Nested
    @DisplayName("folds")
    class Folding {

        @Test
        void a_notable_sign_about_the_rate_into_the_rate_episode_that_is_open() {
            hear(AlertKind.RAMP, 3, 0);
            hear(AlertKind.SHAPE_SHIFT, 3, 10);
            hear(AlertKind.OFF_HOURS, 3, 20);
            hear(AlertKind.TOKEN_SPIKE, 3, 30);

            assertThat(findings).extracting(Finding::kind).containsExactly(AlertKind.RAMP);
            assertThat(life.profile().episodes).singleElement().satisfies(episode -> {
                assertThat(episode.lastMinute()).isEqualTo(FRIDAY_NOON + 30);
                assertThat(episode.related())
                        .containsExactly(AlertKind.TOKEN_SPIKE, AlertKind.SHAPE_SHIFT, AlertKind.OFF_HOURS);
            });
        }

        @Test
        void and_says_when_it_closes_what_went_with_it() {
            hear(AlertKind.RAMP, 3, 0);
            hear(AlertKind.SHAPE_SHIFT, 3, 10);
            close(FRIDAY_NOON + 10 + 12 * HOUR + 1);

            assertThat(findings).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
            assertThat(findings.get(1).related()).containsExactly(AlertKind.SHAPE_SHIFT);
            assertThat(findings.get(1).explanation()).contains("signs of SHAPE_SHIFT go with it");
        }

        @Test
        void but_nothing_severe() {
            hear(AlertKind.RAMP, 3, 0);
            hear(AlertKind.TOKEN_SPIKE, 4, 10);
            assertThat(findings).extracting(Finding::kind).containsExactly(AlertKind.RAMP, AlertKind.TOKEN_SPIKE);
        }

        @Test
        void but_nothing_that_is_not_about_the_rate() {
            hear(AlertKind.RAMP, 3, 0);
            hear(AlertKind.RUNAWAY_LOOP, 3, 10);
            hear(AlertKind.FAIL_BURST, 3, 10);
            hear(AlertKind.DORMANT_WOKE, 3, 10);
            assertThat(findings).hasSize(4);
        }

        @Test
        void and_not_into_an_episode_about_something_else() {
            hear(AlertKind.FAN_OUT, 4, 0);
            hear(AlertKind.RAMP, 3, 10);
            assertThat(findings).extracting(Finding::kind).containsExactly(AlertKind.FAN_OUT, AlertKind.RAMP);
        }

        @Test
        void and_not_into_one_that_was_announced_closed() {
            hear(AlertKind.RAMP, 3, 0);
            docket.announceSilence(life.profile(), identity);
            hear(AlertKind.SHAPE_SHIFT, 3, 10);
            assertThat(findings).extracting(Finding::kind).containsExactly(AlertKind.RAMP, AlertKind.SHAPE_SHIFT);
        }
    }

    @Nested
    @DisplayName("caps severity")
    class Caps {

        @Test
        void at_two_while_everything_is_new() {
            life = Life.withDefaults().workingDays(0, 2, 10_000);
            hear(AlertKind.TOKEN_SPIKE, 4, 0);
            hear(AlertKind.NEW_ORIGIN, 5, 0);
            assertThat(findings).extracting(Finding::severity).containsExactly(2, 2);
        }

        @Test
        void at_three_in_a_test_environment_where_it_is_merely_much() {
            identity = Identity.unregistered(null, "test-eu");
            hear(AlertKind.TOKEN_SPIKE, 4, 0);
            assertThat(findings).extracting(Finding::severity).containsExactly(3);
        }

        @Test
        void at_nothing_in_a_test_environment_for_a_stolen_key_a_foreign_origin_or_a_loop() {
            identity = Identity.unregistered(null, "dev");
            hear(AlertKind.TOKEN_SPIKE, 5, 0);
            hear(AlertKind.NEW_ORIGIN, 5, 0);
            hear(AlertKind.RUNAWAY_LOOP, 4, 0);
            assertThat(findings).extracting(Finding::severity).containsExactly(5, 5, 4);
        }
    }

    @Nested
    @DisplayName("keeps one episode")
    class Episodes {

        @Test
        void for_each_kind_and_subject() {
            hear(AlertKind.NEW_APPLICATION, "a", 3, 0);
            hear(AlertKind.NEW_APPLICATION, "b", 3, 1);
            hear(AlertKind.NEW_APPLICATION, "a", 3, 2);
            assertThat(findings).extracting(Finding::subject).containsExactly("a", "b");
        }

        @Test
        void and_speaks_again_when_it_becomes_more_severe() {
            hear(AlertKind.NEW_ORIGIN, "a", 2, 0);
            hear(AlertKind.NEW_ORIGIN, "a", 2, 1);
            hear(AlertKind.NEW_ORIGIN, "a", 5, 2);
            hear(AlertKind.NEW_ORIGIN, "a", 4, 3);
            assertThat(findings).extracting(Finding::severity).containsExactly(2, 5);
            assertThat(findings).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.ESCALATED);
        }

        @Test
        void and_begins_none_about_one_more_subject_when_enough_are_in_trouble() {
            for (int i = 0; i < 100; i++) {
                hear(AlertKind.NEW_APPLICATION, "made-up-" + i, 3, 0);
            }
            assertThat(findings).hasSize(Profile.MOST_EPISODES);
            hear(AlertKind.TOKEN_SPIKE, 4, 0);
            assertThat(findings).hasSize(Profile.MOST_EPISODES + 1);
        }

        @Test
        void and_says_nothing_where_people_asked_for_silence() {
            identity = Life.withDefaults()
                    .tolerates(Set.of(AlertKind.RAMP), FRIDAY_NOON, FRIDAY_NOON + 10, null)
                    .identity();
            hear(AlertKind.RAMP, 3, 9);
            assertThat(findings).isEmpty();
            hear(AlertKind.RAMP, 3, 10);
            assertThat(findings).hasSize(1);
        }
    }

    private void hear(AlertKind kind, int severity, int minute) {
        hear(kind, null, severity, minute);
    }

    private void hear(AlertKind kind, @Nullable String subject, int severity, int minute) {
        var signal = new Signal(kind, subject, FRIDAY_NOON + minute, 2, "tokens/min", 300, 100, 200, severity, 0.5);
        docket.follow(signal, hearing(FRIDAY_NOON + minute));
    }

    private void close(long minute) {
        docket.closeQuiet(hearing(minute));
    }

    private Hearing hearing(long minute) {
        return new Hearing(life.profile(), identity, life.usage(minute, 100, "event-at-" + minute), findings);
    }
}

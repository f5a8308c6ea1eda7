// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FAN_OUT and NEW_APPLICATION")
class FanOutTest {

    private static final long NOON = MONDAY + 4 * DAY + 12 * 60;

    @Test
    void let_a_learned_number_grow_by_the_margin_and_speak_beyond_it() {
        Life life = Life.withDefaults().as("app-0").workingDays(0, 4, 1_000);
        applications(life, 0, 2);
        assertThat(of(AlertKind.FAN_OUT, life)).isEmpty();

        applications(life, 3, 3);

        assertThat(of(AlertKind.FAN_OUT, life)).singleElement().satisfies(finding -> {
            assertThat(finding.measure().observed()).isEqualTo(4);
            assertThat(finding.measure().expected()).isEqualTo(1);
            assertThat(finding.measure().threshold()).isEqualTo(3);
            assertThat(finding.severity()).isEqualTo(3);
        });
    }

    @Test
    void give_a_declared_number_no_margin() {
        Life life = Life.withDefaults().declares("app-0", "app-1").as("app-0").workingDays(0, 4, 1_000);
        applications(life, 0, 1);
        assertThat(life.findings()).isEmpty();

        applications(life, 2, 2);
        assertThat(of(AlertKind.FAN_OUT, life)).hasSize(1);
        assertThat(of(AlertKind.NEW_APPLICATION, life))
                .extracting(Finding::subject)
                .containsExactly("app-2");
    }

    @Test
    void take_a_declared_number_at_its_word_however_sensitive_they_are() {
        Life life = Life.withDefaults().declares("app-0", "app-1").as("app-0").workingDays(0, 4, 1_000);
        applications(life.tuned(AlertKind.FAN_OUT, 4), 0, 1);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void know_nothing_yet_on_the_first_day_and_weigh_little() {
        Life life = Life.withDefaults();
        applications(life, 0, 7);
        assertThat(life.findings()).isEmpty();

        applications(life, 8, 8);
        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.FAN_OUT);
            assertThat(finding.severity()).isEqualTo(2);
            assertThat(finding.baseline().warming()).isTrue();
        });
    }

    @Test
    void count_applications_within_the_window_only() {
        Life life = Life.withDefaults().as("app-0").workingDays(0, 4, 1_000);
        for (int i = 0; i < 8; i++) {
            life.as("app-" + i).use(NOON + i * 30L, 1_000);
        }
        assertThat(of(AlertKind.FAN_OUT, life)).isEmpty();
    }

    @Test
    void name_each_new_application_once() {
        Life life = Life.withDefaults().as("app-0").workingDays(0, 4, 1_000);
        life.as("intruder").minutes(NOON, 30, 1_000);
        assertThat(of(AlertKind.NEW_APPLICATION, life))
                .extracting(Finding::subject)
                .containsExactly("intruder");
    }

    @Test
    void do_not_let_made_up_names_fill_the_memory() {
        Life life = Life.withDefaults().declares("app-0").as("app-0").workingDays(0, 4, 1_000);
        for (int i = 0; i < 5_000; i++) {
            life.as("made-up-" + i).use(NOON + i / 100, 10);
        }
        assertThat(life.profile().episodes).hasSizeLessThanOrEqualTo(Profile.MOST_EPISODES + 2);
        assertThat(life.findings()).hasSizeLessThan(2 * Profile.MOST_EPISODES);
    }

    @Test
    void count_about_how_many_there_are_when_they_are_more_than_can_be_remembered_by_name() {
        Life life = Life.withDefaults().declares("app-0").as("app-0").workingDays(0, 4, 1_000);
        for (int i = 0; i < 200; i++) {
            life.as("app-" + i).use(NOON + i / 10, 10);
        }
        assertThat(life.profile().circle.applicationsWithin(60, NOON + 20)).isBetween(160, 240);
        assertThat(of(AlertKind.FAN_OUT, life)).last().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(4);
            assertThat(finding.measure().observed()).isGreaterThan(32);
        });
    }

    @Test
    void still_speak_of_fan_out_and_spikes_when_made_up_names_fill_the_memory() {
        Life life = Life.withDefaults().declares("app-0").as("app-0").workingDays(0, 4, 10_000);
        for (int i = 0; i < 5_000; i++) {
            life.as("made-up-" + i).use(NOON + i / 100, 1);
        }
        life.as("app-0").minutes(NOON + 50, 3, 10_000_000);
        assertThat(of(AlertKind.FAN_OUT, life)).isNotEmpty();
        assertThat(of(AlertKind.TOKEN_SPIKE, life)).isNotEmpty();
    }

    @Test
    void ignore_calls_that_name_no_application() {
        Life life = Life.withDefaults().as("app-0").workingDays(0, 4, 1_000);
        life.as(null).minutes(NOON, 30, 1_000);
        assertThat(life.findings()).isEmpty();
    }

    private static void applications(Life life, int first, int last) {
        for (int i = first; i <= last; i++) {
            life.as("app-" + i).use(NOON + i, 1_000);
        }
    }

    private static List<Finding> of(AlertKind kind, Life life) {
        return life.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }
}

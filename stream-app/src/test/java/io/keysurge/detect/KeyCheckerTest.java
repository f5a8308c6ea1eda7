// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("KEY_CHECKER")
class KeyCheckerTest {

    private final List<Finding> findings = new ArrayList<>();
    private final Source source = new Source();
    private KeyChecker checker = new KeyChecker(DetectionSettings.DEFAULTS);
    private Set<String> exposed = Set.of();
    private int sequence;

    @Test
    void speaks_with_the_fifth_key_that_one_source_tries_within_ten_minutes() {
        refused(FRIDAY_NOON, "a", "b", "c", "d");
        assertThat(findings).isEmpty();

        refused(FRIDAY_NOON + 9, "e");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.KEY_CHECKER);
            assertThat(finding.subject()).isEqualTo("elsewhere/us-east-1");
            assertThat(finding.stage()).isEqualTo(Stage.OPEN);
            assertThat(finding.severity()).isEqualTo(4);
            assertThat(finding.affected()).containsExactly("a", "b", "c", "d", "e");
            assertThat(finding.explanation())
                    .isEqualTo("elsewhere/us-east-1 tried the keys of 5 identities within 10 minutes, all refused,"
                            + " where a source has one identity or few, since 2026-01-09 12:09 UTC.");
        });
    }

    @Test
    void speaks_a_key_earlier_when_one_of_those_tried_is_known_to_be_exposed() {
        exposed = Set.of("b", "c");
        refused(FRIDAY_NOON, "a", "b", "c");
        assertThat(findings).isEmpty();

        refused(FRIDAY_NOON + 9, "d");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.affected()).containsExactly("a", "b", "c", "d");
            assertThat(finding.severity()).isEqualTo(4);
            assertThat(finding.explanation())
                    .startsWith("elsewhere/us-east-1 tried the keys of 4 identities within 10 minutes, all refused,"
                            + " 2 known to be exposed, where");
        });
    }

    @Test
    void forgets_a_key_after_ten_minutes() {
        refused(FRIDAY_NOON, "a", "b", "c", "d");
        refused(FRIDAY_NOON + 10, "e");
        assertThat(findings).isEmpty();
    }

    @Test
    void counts_a_key_once_however_often_it_is_tried() {
        refused(FRIDAY_NOON, "a", "a", "a", "b", "b", "b", "a", "b");
        assertThat(findings).isEmpty();
    }

    @Test
    void asks_for_half_of_the_keys_to_be_refused() {
        empty(FRIDAY_NOON, "a", "b", "c", "d");
        refused(FRIDAY_NOON, "e", "f", "g");
        assertThat(findings).isEmpty();

        refused(FRIDAY_NOON, "h");

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.affected()).hasSize(8));
        assertThat(findings.get(0).explanation()).contains("8 identities").contains("4 of them refused");
    }

    @Test
    void says_it_again_each_time_the_keys_have_doubled() {
        for (int key = 0; key < 50; key++) {
            refused(FRIDAY_NOON + key / 10, "key-" + key);
        }
        assertThat(findings).extracting(finding -> finding.affected().size()).containsExactly(5, 10, 20, 40);
        assertThat(findings)
                .extracting(Finding::stage)
                .containsExactly(Stage.OPEN, Stage.ESCALATED, Stage.ESCALATED, Stage.ESCALATED);
        assertThat(findings)
                .extracting(Finding::alertId)
                .containsOnly(findings.get(0).alertId());
    }

    @Test
    void closes_with_the_first_attempt_after_half_a_day_of_quiet_and_begins_anew() {
        refused(FRIDAY_NOON, "a", "b", "c", "d", "e");
        refused(FRIDAY_NOON + 12 * HOUR + 1, "f");

        assertThat(findings).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(findings.get(1).raisedAt()).isEqualTo((FRIDAY_NOON + 12 * HOUR) * 60_000);
        assertThat(findings.get(1).affected()).containsExactly("a", "b", "c", "d", "e");

        refused(FRIDAY_NOON + 12 * HOUR + 2, "a", "b", "c", "d");
        assertThat(findings).extracting(Finding::stage).endsWith(Stage.OPEN);
        assertThat(findings.get(2).alertId()).isNotEqualTo(findings.get(0).alertId());
    }

    @Test
    void is_announced_closed_once_when_the_source_falls_silent() {
        refused(FRIDAY_NOON, "a", "b", "c", "d", "e");
        assertThat(source.hasOpenEpisode()).isTrue();

        assertThat(checker.announceSilence(source, "elsewhere/us-east-1"))
                .extracting(Finding::stage)
                .containsExactly(Stage.CLOSED);

        assertThat(source.hasOpenEpisode()).isFalse();
        assertThat(checker.announceSilence(source, "elsewhere/us-east-1")).isEmpty();
    }

    @Test
    void does_not_count_an_attempt_that_comes_ten_minutes_late() {
        refused(FRIDAY_NOON, "a", "b", "c", "d");
        refused(FRIDAY_NOON - 10, "e");
        assertThat(findings).isEmpty();
        refused(FRIDAY_NOON - 9, "f");
        assertThat(findings).hasSize(1);
    }

    @Test
    void is_as_sensitive_as_it_is_set() {
        checker = new KeyChecker(SettingsFor.sensitivity(Map.of(AlertKind.KEY_CHECKER, 0.5)));
        refused(FRIDAY_NOON, "a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(findings).isEmpty();
        refused(FRIDAY_NOON, "j");
        assertThat(findings).hasSize(1);
    }

    @Test
    void remembers_a_hundred_keys_however_many_are_tried() {
        for (int key = 0; key < 10_000; key++) {
            refused(FRIDAY_NOON + key / 1_000, "key-" + key);
        }
        assertThat(findings).hasSizeLessThan(10);
        assertThat(source.identities()).hasSize(Source.MOST_KEYS);
        assertThat(PackedState.source(source)).hasSizeLessThan(4_096);
    }

    private void refused(long minute, String... identities) {
        attempts(minute, true, identities);
    }

    private void empty(long minute, String... identities) {
        attempts(minute, false, identities);
    }

    private void attempts(long minute, boolean refused, String... identities) {
        for (String identity : identities) {
            var position = new Position("keysurge.usage", 0, sequence);
            String id = "event-" + sequence++;
            findings.addAll(checker.observe(
                    source,
                    new Attempt(
                            "elsewhere/us-east-1",
                            identity,
                            minute * 60_000,
                            refused,
                            exposed.contains(identity),
                            id,
                            position)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.HourLife.DAY;
import static io.keysurge.detect.HourLife.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DUPLICATED_AUTOMATION")
class DuplicatedAutomationTest {

    private final UnitBook book = new UnitBook();
    private BusinessUnits judge = new BusinessUnits(DetectionSettings.DEFAULTS, GroupSettings.DEFAULTS);
    private final HourLife life = new HourLife(part -> judge.observe(book, "payments", part));

    @Test
    void names_two_that_do_the_same_work_after_twelve_days() {
        work("bot-a", 0, 12, 9, 100);
        work("bot-b", 0, 12, 9, 101);
        assertThat(life.findings()).isEmpty();

        both(12, 13);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.DUPLICATED_AUTOMATION);
            assertThat(finding.subject()).isEqualTo("bot-a and bot-b");
            assertThat(finding.affected()).containsExactly("bot-a", "bot-b");
            assertThat(finding.severity()).isEqualTo(2);
            assertThat(finding.measure().unit()).isEqualTo("% alike");
            assertThat(finding.measure().observed()).isBetween(98.0, 100.0);
            assertThat(finding.measure().threshold()).isEqualTo(91.5);
            assertThat(finding.explanation())
                    .isEqualTo(
                            "bot-a and bot-b of payments do near-identical work (99 per cent alike): at the same hours,"
                                    + " of the same models, with about 800 tokens in and 200 out per call and 300,000 tokens a day;"
                                    + " one of them alone would save about 9.0 million tokens a month, since 2026-01-17 09:00 UTC.");
        });
    }

    @Test
    void says_what_stopping_the_smaller_one_would_save_where_the_cost_is_known() {
        life.costing(2_000, "EUR");
        together(13);
        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.explanation()).contains("would save about 18.00 EUR a month");
            assertThat(finding.costPerHourNanos()).isEqualTo(300_000 * 2_000.0 / 24);
            assertThat(finding.currency()).isEqualTo("EUR");
        });
    }

    @Test
    void is_said_once_and_ends_when_they_part() {
        together(14);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN);
        assertThat(book.hasOpenEpisode()).isTrue();

        for (int day = 14; day < 24; day++) {
            day("bot-a", day, 9, 100);
            day("bot-b", day, 15, 100);
        }

        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(life.findings().get(1).alertId())
                .isEqualTo(life.findings().get(0).alertId());
        assertThat(life.findings().get(1).explanation()).contains("they do so no longer");
        assertThat(book.hasOpenEpisode()).isFalse();
    }

    @Test
    void ends_when_one_of_them_stops_working() {
        together(14);
        for (int day = 14; day < 20; day++) {
            day("bot-a", day, 9, 100);
        }
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
    }

    @Test
    void is_announced_closed_once_when_the_whole_business_unit_falls_silent() {
        together(14);
        assertThat(judge.announceSilence(book, "payments"))
                .extracting(Finding::stage)
                .containsExactly(Stage.CLOSED);
        assertThat(judge.announceSilence(book, "payments")).isEmpty();
    }

    @Test
    void needs_the_same_hours() {
        work("bot-a", 0, 14, 9, 100);
        work("bot-b", 0, 14, 10, 100);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void needs_the_same_models() {
        work("bot-a", 0, 14, 9, 100);
        life.asking("model-b");
        work("bot-b", 0, 14, 9, 100);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void needs_the_same_tokens_per_call() {
        work("bot-a", 0, 14, 9, 100);
        life.sending(860);
        work("bot-b", 0, 14, 9, 100);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void needs_the_same_amount_of_work() {
        work("bot-a", 0, 14, 9, 100);
        work("bot-b", 0, 14, 9, 110);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void needs_both_to_have_worked_on_eight_days() {
        for (int day = 0; day < 14; day += 2) {
            day("bot-a", day, 9, 100);
            day("bot-b", day, 9, 100);
        }
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void names_three_others_of_one_at_most_however_many_are_alike() {
        for (int day = 0; day < 15; day++) {
            for (int bot = 0; bot < 30; bot++) {
                day("bot-" + (10 + bot), day, 9, 100);
            }
        }
        for (int bot = 0; bot < 30; bot++) {
            String id = "bot-" + (10 + bot);
            assertThat(life.findings())
                    .filteredOn(finding -> finding.affected().contains(id))
                    .hasSizeBetween(1, DuplicatedAutomation.MOST_PAIRS_OF_ONE);
        }
    }

    @Test
    void is_as_sensitive_as_it_is_set() {
        judge = new BusinessUnits(
                SettingsFor.sensitivity(Map.of(AlertKind.DUPLICATED_AUTOMATION, 2.0)), GroupSettings.DEFAULTS);
        work("bot-a", 0, 13, 9, 100);
        work("bot-b", 0, 14, 9, 110);
        assertThat(life.findings()).hasSize(1);
    }

    private void together(int days) {
        both(0, days);
    }

    private void both(int from, int to) {
        for (int day = from; day < to; day++) {
            day("bot-a", day, 9, 100);
            day("bot-b", day, 9, 101);
        }
    }

    private void work(String id, int from, int to, int hour, long calls) {
        for (int day = from; day < to; day++) {
            day(id, day, hour, calls);
        }
    }

    /** Three hours of work on one day. */
    private void day(String id, int day, int hour, long calls) {
        for (int i = 0; i < 3; i++) {
            life.use(id, MONDAY + day * DAY + hour + i, calls);
        }
    }
}

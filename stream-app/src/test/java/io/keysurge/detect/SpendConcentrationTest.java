// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.HourLife.DAY;
import static io.keysurge.detect.HourLife.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEND_CONCENTRATION")
class SpendConcentrationTest {

    private final UnitBook book = new UnitBook();
    private BusinessUnits judge = judge(50);
    private final HourLife life = new HourLife(part -> judge.observe(book, "payments", part));

    @Test
    void names_a_shared_identity_that_carries_half_of_what_its_business_unit_spends() {
        life.use("other-1", MONDAY, 600).use("other-2", MONDAY, 400);
        life.by("web").use("shared", MONDAY + 4 * DAY, 500).by("batch").use("shared", MONDAY + 4 * DAY, 499);
        assertThat(life.findings()).isEmpty();

        life.use("shared", MONDAY + 4 * DAY, 1);

        assertThat(life.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.SPEND_CONCENTRATION);
            assertThat(finding.stage()).isEqualTo(Stage.OPEN);
            assertThat(finding.subject()).isEqualTo("shared");
            assertThat(finding.affected()).containsExactly("shared");
            assertThat(finding.severity()).isEqualTo(2);
            assertThat(finding.measure().observed()).isEqualTo(50);
            assertThat(finding.explanation())
                    .isEqualTo(
                            "shared, which several applications share, carries 50 per cent of what payments spent within"
                                    + " 7 days, 1.0 million tokens of 2.0 million tokens, since 2026-01-09 00:00 UTC.");
        });
    }

    @Test
    void goes_by_cost_where_all_of_it_is_known() {
        life.costing(5_000, "USD").use("other-1", MONDAY, 600).use("other-2", MONDAY, 400);
        life.costing(1_000, "USD");
        share(MONDAY + 4 * DAY, 4_000);
        assertThat(life.findings()).isEmpty();

        share(MONDAY + 4 * DAY, 1_000);

        assertThat(life.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation())
                        .contains("carries 50 per cent")
                        .contains("5.00 USD of 10.00 USD"));
    }

    @Test
    void goes_by_tokens_where_one_cost_is_not_known_or_in_another_currency() {
        life.costing(5_000, "USD").use("other-1", MONDAY, 600);
        life.costing(5_000, "EUR").use("other-2", MONDAY, 400);
        share(MONDAY + 4 * DAY, 1_000);
        assertThat(life.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains("1.0 million tokens"));
    }

    @Test
    void leaves_an_identity_in_peace_that_one_application_uses() {
        life.use("other-1", MONDAY, 600).use("other-2", MONDAY, 400).use("own", MONDAY + 4 * DAY, 5_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void leaves_a_business_unit_of_two_in_peace() {
        life.use("other-1", MONDAY, 600);
        share(MONDAY + 4 * DAY, 5_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void leaves_a_business_unit_in_peace_that_is_known_for_two_days() {
        life.use("other-1", MONDAY, 600).use("other-2", MONDAY, 400);
        share(MONDAY + 2 * DAY, 5_000);
        assertThat(life.findings()).isEmpty();
    }

    @Test
    void leaves_small_spend_in_peace() {
        life.use("other-1", MONDAY, 10).use("other-2", MONDAY, 10);
        share(MONDAY + 4 * DAY, 979);
        assertThat(life.findings()).isEmpty();
        share(MONDAY + 4 * DAY, 1);
        assertThat(life.findings()).hasSize(1);
    }

    @Test
    void is_said_once_and_ends_nine_tenths_of_the_way_back() {
        life.use("other-1", MONDAY, 600).use("other-2", MONDAY, 400);
        share(MONDAY + 4 * DAY, 1_000);
        share(MONDAY + 4 * DAY, 300);
        life.use("other-1", MONDAY + 5 * DAY, 500);
        assertThat(life.findings()).hasSize(1);

        life.use("other-1", MONDAY + 5 * DAY, 100);

        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
        assertThat(life.findings().get(1).explanation()).contains("no longer");
        assertThat(book.hasOpenEpisode()).isFalse();
    }

    @Test
    void forgets_what_was_spent_more_than_seven_days_ago() {
        life.use("other-1", MONDAY, 60_000)
                .use("other-2", MONDAY + 6 * DAY, 600)
                .use("other-1", MONDAY + 6 * DAY, 1);
        share(MONDAY + 6 * DAY, 5_000);
        assertThat(life.findings()).isEmpty();
        share(MONDAY + 7 * DAY, 1);
        assertThat(life.findings()).hasSize(1);
    }

    @Test
    void asks_for_the_part_that_is_set() {
        judge = judge(80);
        life.use("other-1", MONDAY, 100).use("other-2", MONDAY, 100);
        share(MONDAY + 4 * DAY, 799);
        assertThat(life.findings()).isEmpty();
        share(MONDAY + 4 * DAY, 1);
        assertThat(life.findings()).hasSize(1);
    }

    private static BusinessUnits judge(int percent) {
        return new BusinessUnits(DetectionSettings.DEFAULTS, new GroupSettings(percent, 50, 50));
    }

    private void share(long hour, long calls) {
        life.by("web").use("shared", hour, calls - calls / 2).by("batch").use("shared", hour, calls / 2);
    }
}

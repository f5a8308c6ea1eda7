// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.HourLife.DAY;
import static io.keysurge.detect.HourLife.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("ENVIRONMENT_MISMATCH")
class EnvironmentMismatchTest {

    @Nested
    @DisplayName("of an application")
    class OfApplication {

        private final ApplicationBook book = new ApplicationBook();
        private EnvironmentMismatch judge = new EnvironmentMismatch(GroupSettings.DEFAULTS);
        private final HourLife life = new HourLife(part -> judge.observe(book, part)).by("copilot");

        @Test
        void speaks_when_test_reaches_half_of_what_production_spends_in_a_day() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 999);
            production(MONDAY + DAY + 2, 1);
            life.in("test").use("tester-1", MONDAY + DAY, 400).in("dev").use("tester-2", MONDAY + DAY, 99);
            assertThat(life.findings()).isEmpty();

            life.in("test-eu").use("tester-1", MONDAY + DAY + 2, 1);

            assertThat(life.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AlertKind.ENVIRONMENT_MISMATCH);
                assertThat(finding.subject()).isEqualTo("test-eu");
                assertThat(finding.severity()).isEqualTo(3);
                assertThat(finding.affected()).containsExactly("tester-2", "tester-1");
                assertThat(finding.explanation())
                        .isEqualTo(
                                "The test environment of copilot spent 500,000 tokens within 24 hours, 50 per cent of"
                                        + " production's 1.0 million tokens, since 2026-01-06 02:00 UTC.");
            });
        }

        @Test
        void compares_cost_where_all_of_it_is_known() {
            life.costing(1_000, "USD");
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.costing(5_000, "USD").in("test").use("tester", MONDAY + DAY, 100);
            assertThat(life.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.explanation())
                            .contains("0.50 USD within 24 hours, 50 per cent of production's 1.00 USD"));
        }

        @Test
        void is_said_once_and_ends_nine_tenths_of_the_way_back() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.in("test").use("tester", MONDAY + DAY, 500).use("tester", MONDAY + DAY + 1, 50);
            production(MONDAY + DAY + 2, 200);
            assertThat(life.findings()).hasSize(1);

            production(MONDAY + DAY + 2, 30);

            assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
            assertThat(book.hasOpenEpisode()).isFalse();
        }

        @Test
        void waits_until_production_is_known_for_a_day() {
            production(MONDAY, 1_000);
            life.in("test").use("tester", MONDAY + 23, 5_000);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void compares_no_hour_that_production_has_not_told_of_yet() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.in("test").use("tester", MONDAY + DAY + 3, 5_000);
            assertThat(life.findings()).isEmpty();

            production(MONDAY + DAY + 3, 1_000);
            life.in("test").use("tester", MONDAY + DAY + 3, 1);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void leaves_small_spend_in_peace_on_either_side() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 99);
            life.in("test").use("tester", MONDAY + DAY, 5_000);
            assertThat(life.findings()).isEmpty();
            production(MONDAY + 2 * DAY, 100);
            life.in("test").use("tester", MONDAY + 2 * DAY, 99);
            assertThat(life.findings()).isEmpty();
            life.use("tester", MONDAY + 2 * DAY, 1);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void knows_no_peer_in_other_environments() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.in("staging").use("stage", MONDAY + DAY, 5_000).in(null).use("nowhere", MONDAY + DAY, 5_000);
            life.by(null).in("test").use("nobody", MONDAY + DAY, 5_000);
            assertThat(life.findings()).isEmpty();
        }

        @Test
        void asks_for_the_part_that_is_set() {
            judge = new EnvironmentMismatch(new GroupSettings(50, 120, 50));
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.in("test").use("tester", MONDAY + DAY, 1_199);
            assertThat(life.findings()).isEmpty();
            life.use("tester", MONDAY + DAY, 1);
            assertThat(life.findings()).hasSize(1);
        }

        @Test
        void is_announced_closed_once_when_the_application_falls_silent() {
            production(MONDAY, 1_000);
            production(MONDAY + DAY, 1_000);
            life.in("test").use("tester", MONDAY + DAY, 500);
            assertThat(judge.announceSilence(book, "copilot")).singleElement().satisfies(finding -> {
                assertThat(finding.stage()).isEqualTo(Stage.CLOSED);
                assertThat(finding.raisedAt()).isEqualTo((MONDAY + 2 * DAY) * 3_600_000);
            });
            assertThat(judge.announceSilence(book, "copilot")).isEmpty();
        }

        private void production(long hour, long calls) {
            life.in("production").use("prod-1", hour, calls);
        }
    }

    @Nested
    @DisplayName("of an identity")
    class OfIdentity {

        private static final Identity TESTER = new Identity(true, "AGENT", "test", Set.of(), Set.of(), Tuning.NONE);

        private final MisplacedIdentity judge = new MisplacedIdentity();

        @Test
        void is_a_test_identity_that_is_answered_in_production() {
            assertThat(judge.judge(TESTER, usage("production", Usage.Result.SERVED), 5))
                    .isEqualTo(new Verdict.Signal(
                            AlertKind.ENVIRONMENT_MISMATCH, "production", 5, 1, "calls", 3, 0, 0, 3, 1));
        }

        @Test
        void is_no_refused_call_and_none_elsewhere() {
            assertThat(judge.judge(TESTER, usage("production", Usage.Result.DENIED), 5))
                    .isEqualTo(Verdict.Usual.INSTANCE);
            assertThat(judge.judge(TESTER, usage("staging", Usage.Result.SERVED), 5))
                    .isEqualTo(Verdict.Usual.INSTANCE);
            assertThat(judge.judge(TESTER, usage(null, Usage.Result.SERVED), 5)).isEqualTo(Verdict.Usual.INSTANCE);
        }

        @Test
        void is_none_that_is_registered_for_production_or_not_at_all() {
            var producer = new Identity(true, "AGENT", "production", Set.of(), Set.of(), Tuning.NONE);
            var call = usage("production", Usage.Result.SERVED);
            assertThat(judge.judge(producer, call, 5)).isEqualTo(Verdict.Usual.INSTANCE);
            assertThat(judge.judge(Identity.unregistered(null, "test"), call, 5))
                    .isEqualTo(Verdict.Usual.INSTANCE);
        }

        private static Usage usage(@Nullable String environment, Usage.Result result) {
            var position = new Position("usage", 0, 1);
            return new Usage(
                    "e-1",
                    0,
                    "nhi-1",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    environment,
                    null,
                    null,
                    10,
                    10,
                    0,
                    3,
                    -1,
                    null,
                    true,
                    result,
                    position);
        }
    }
}

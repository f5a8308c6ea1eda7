// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static io.keysurge.state.Goldens.bytes;
import static io.keysurge.state.Goldens.golden;
import static io.keysurge.state.Goldens.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.Budget;
import io.keysurge.detect.BudgetPeriod;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Exposures;
import io.keysurge.detect.Identity;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Source;
import io.keysurge.detect.Tuning;
import io.keysurge.detect.Tuning.Tolerance;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import io.keysurge.rollup.Consumption;
import io.keysurge.rollup.Consumption.Account;
import io.keysurge.rollup.SpendBook;
import io.keysurge.state.PackedState.Life;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a running detector wrote must be read by the next one: see {@link Goldens}. */
@DisplayName("Packed state")
class PackedStateTest {

    private static final long MONDAY = 29_459_520L;
    /** Octets of a book in which nothing is: no row, nothing untold. */
    private static final int NO_SPEND = 2;

    @Nested
    @DisplayName("of a profile")
    class OfProfile {

        @Test
        void is_byte_for_byte_what_a_released_version_wrote() throws IOException {
            assertThat(hex(PackedState.profile(livedProfile()))).isEqualTo(golden("profile-v6.hex", livedProfileHex()));
        }

        @Test
        void is_read_and_written_back_unchanged() throws IOException {
            byte[] released = bytes(golden("profile-v6.hex", livedProfileHex()));
            assertThat(PackedState.profile(PackedState.profile(released))).isEqualTo(released);
        }

        @Test
        void of_the_first_layout_is_read_and_written_in_the_newest() throws IOException {
            byte[] first = bytes(golden("profile-v1.hex", ""));
            byte[] renewed = PackedState.profile(PackedState.profile(first));
            assertThat(first[0]).isEqualTo((byte) 2);
            assertThat(renewed[0]).isEqualTo((byte) 12);
            assertThat(PackedState.profile(PackedState.profile(renewed))).isEqualTo(renewed);
        }

        @Test
        void of_the_second_layout_is_read_and_only_lacks_the_use_of_caches_budgets_and_spend() throws IOException {
            byte[] second = bytes(golden("profile-v2.hex", ""));
            byte[] renewed = PackedState.profile(PackedState.profile(second));
            assertThat(second[0]).isEqualTo((byte) 4);
            assertThat(Arrays.copyOfRange(renewed, 1, renewed.length - 2 - NO_SPEND))
                    .isEqualTo(Arrays.copyOfRange(second, 1, second.length));
            assertThat(Arrays.copyOfRange(renewed, renewed.length - 2 - NO_SPEND, renewed.length))
                    .containsOnly(0);
        }

        @Test
        void of_the_third_layout_is_read_and_only_lacks_budgets_and_spend() throws IOException {
            byte[] third = bytes(golden("profile-v3.hex", ""));
            byte[] renewed = PackedState.profile(PackedState.profile(third));
            assertThat(third[0]).isEqualTo((byte) 6);
            assertThat(Arrays.copyOfRange(renewed, 1, renewed.length - 1 - NO_SPEND))
                    .isEqualTo(Arrays.copyOfRange(third, 1, third.length));
            assertThat(Arrays.copyOfRange(renewed, renewed.length - 1 - NO_SPEND, renewed.length))
                    .containsOnly(0);
        }

        @Test
        void of_the_fourth_layout_is_read_and_only_lacks_spend_and_what_budgets_count() throws IOException {
            byte[] fourth = bytes(golden("profile-v4.hex", ""));
            byte[] renewed = PackedState.profile(PackedState.profile(fourth));
            assertThat(fourth[0]).isEqualTo((byte) 8);
            assertThat(renewed[0]).isEqualTo((byte) 12);
            // Budgets come last.
            int alike = Arrays.mismatch(
                    Arrays.copyOfRange(fourth, 1, fourth.length), Arrays.copyOfRange(renewed, 1, renewed.length));
            assertThat(alike).isGreaterThan(fourth.length * 9 / 10);
            assertThat(PackedState.profile(PackedState.profile(renewed))).isEqualTo(renewed);
        }

        @Test
        void of_the_fifth_layout_is_read_and_only_lacks_what_was_foretold_of_which_limit() throws IOException {
            byte[] fifth = bytes(golden("profile-v5.hex", ""));
            byte[] renewed = PackedState.profile(PackedState.profile(fifth));
            assertThat(fifth[0]).isEqualTo((byte) 10);
            assertThat(renewed[0]).isEqualTo((byte) 12);
            // Of a period the start is said, and that the limit is not known.
            assertThat(renewed.length).isGreaterThan(fifth.length);
            assertThat(PackedState.profile(PackedState.profile(renewed))).isEqualTo(renewed);
        }

        @Test
        void tells_its_newest_minute_in_every_layout() throws IOException {
            long newest = MONDAY + 4 * 1440 - 4;
            for (String layout : List.of("profile-v6.hex", "profile-v5.hex", "profile-v4.hex", "profile-v3.hex")) {
                assertThat(PackedState.newestMinute(bytes(golden(layout, "")))).isEqualTo(newest);
            }
            assertThat(PackedState.newestMinute(bytes(golden("profile-v2.hex", ""))))
                    .isEqualTo(newest);
            assertThat(PackedState.newestMinute(bytes(golden("profile-v1.hex", ""))))
                    .isEqualTo(newest + 1);
        }

        @Test
        void holds_what_the_identity_spent_byte_for_byte() throws IOException {
            byte[] packed = PackedState.profile(new Profile(), spent(), new PackedWriter());
            assertThat(hex(packed)).isEqualTo(golden("profile-with-spend-v6.hex", hex(packed)));
            assertThat(PackedState.isSpendUntold(packed)).isTrue();
            Life life = PackedState.life(packed);
            assertThat(PackedState.profile(life.profile(), life.spend(), new PackedWriter()))
                    .isEqualTo(packed);
            assertThat(life.spend().tell(0)).isEqualTo(spent().tell(0));
            byte[] fifth = bytes(golden("profile-with-spend-v5.hex", ""));
            assertThat(PackedState.life(fifth).spend().tell(0)).isEqualTo(spent().tell(0));
        }

        private SpendBook spent() {
            var book = new SpendBook();
            var account = new Account("payments", "team-a", "production", "checkout", null, "model-a", "USD", null);
            book.add(new Consumption(MONDAY * 60_000, account, 2, 1_000, 200, 300, 40, 5, 6_000_000, true, 3, 14));
            book.tell(0);
            book.add(new Consumption(MONDAY * 60_000 + 1, account, 1, 10, 20, 0, 0, 0, 7, false, 3, 15));
            return book;
        }

        @Test
        void that_was_never_used_round_trips() {
            byte[] empty = PackedState.profile(new Profile());
            assertThat(PackedState.profile(PackedState.profile(empty))).isEqualTo(empty);
        }

        @Test
        void from_a_newer_detector_is_refused_with_the_mend() {
            byte[] newer = PackedState.profile(new Profile());
            newer[0] = 14;
            assertThatThrownBy(() -> PackedState.profile(newer))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stored profile: version 7 (expected: 1 to 6)")
                    .hasMessageContaining("run that version");
        }

        private String livedProfileHex() {
            return hex(PackedState.profile(livedProfile()));
        }
    }

    @Test
    void keeps_every_text_whatever_its_letters() {
        var writer = new PackedWriter();
        List<String> texts = List.of("", "chat", "büro", "chat-büro", "検索", "\uD83D\uDD11", "a".repeat(5_000));
        texts.forEach(writer::text);
        writer.text(null);
        var reader = new PackedReader(writer.toBytes());
        assertThat(texts).allSatisfy(text -> assertThat(reader.text()).isEqualTo(text));
        assertThat(reader.text()).isNull();
        assertThat(reader.atEnd()).isTrue();
    }

    @Nested
    @DisplayName("of an identity")
    class OfIdentity {

        private final IdentityFacts tuned = facts(
                List.of("model-a", "model-b"),
                new Tuning(
                        Map.of(AlertKind.TOKEN_SPIKE, 0.5, AlertKind.RAMP, 2.0),
                        List.of(
                                new Tolerance(Set.of(), 1_000, 2_000, null),
                                new Tolerance(
                                        Set.of(AlertKind.RAMP, AlertKind.OFF_HOURS),
                                        MONDAY * 60_000,
                                        MONDAY * 60_000 + 5,
                                        3.5))));

        @Test
        void is_byte_for_byte_what_a_released_version_wrote() throws IOException {
            String packed = hex(PackedState.identity(tuned));
            assertThat(packed).isEqualTo(golden("identity-v4.hex", packed));
        }

        @Test
        void round_trips() {
            assertThat(PackedState.registered(PackedState.identity(tuned)).newest())
                    .isEqualTo(tuned);
            IdentityFacts plain = facts(List.of(), Tuning.NONE);
            assertThat(PackedState.registered(PackedState.identity(plain)).newest())
                    .isEqualTo(plain);
        }

        @Test
        void that_changes_with_time_is_byte_for_byte_what_a_released_version_wrote() throws IOException {
            RegistryEntry changing =
                    RegistryEntry.after(RegistryEntry.of(facts(List.of(), Tuning.NONE)), tuned, MONDAY * 60_000);
            String packed = hex(PackedState.registered(changing));
            assertThat(packed).isEqualTo(golden("identity-in-time-v5.hex", packed));
            assertThat(PackedState.registered(PackedState.registered(bytes(packed))))
                    .isEqualTo(bytes(packed));
        }

        @Test
        void of_the_first_layout_is_read_without_models_and_tuning() throws IOException {
            byte[] first = bytes(golden("identity-v1.hex", ""));
            assertThat(PackedState.registered(first).newest()).isEqualTo(facts(List.of(), Tuning.NONE));
        }

        @Test
        void of_the_second_layout_is_read_without_budgets() throws IOException {
            IdentityFacts second =
                    PackedState.registered(bytes(golden("identity-v2.hex", ""))).newest();
            assertThat(second.tuning()).isEqualTo(tuned.tuning());
            assertThat(second.budgets()).isEmpty();
        }

        @Test
        void of_the_third_layout_is_read_and_only_lacks_operations() throws IOException {
            byte[] third = bytes(golden("identity-v3.hex", ""));
            byte[] renewed = PackedState.registered(PackedState.registered(third));
            assertThat(third[0]).isEqualTo((byte) 6);
            assertThat(Arrays.copyOfRange(renewed, 1, renewed.length - 1))
                    .isEqualTo(Arrays.copyOfRange(third, 1, third.length));
            assertThat(renewed[renewed.length - 1]).isZero();
        }

        @Test
        void from_a_newer_detector_is_refused() {
            byte[] newer = PackedState.identity(tuned);
            newer[0] = 12;
            assertThatThrownBy(() -> PackedState.registered(newer))
                    .hasMessageContaining("stored identity: version 6 (expected: 1 to 5)");
        }

        private static IdentityFacts facts(List<String> models, Tuning tuning) {
            return new IdentityFacts(
                    true,
                    IdentityKind.AGENT,
                    "team-search",
                    "search",
                    "production",
                    Criticality.HIGH,
                    List.of("chat", "embeddings"),
                    null,
                    true,
                    List.of("crawler"),
                    models,
                    models.isEmpty() ? List.of() : List.of("eu"),
                    models.isEmpty() ? List.of() : List.of("chat"),
                    tuning,
                    models.isEmpty()
                            ? List.of()
                            : List.of(
                                    new Budget(
                                            "monthly",
                                            "tokens",
                                            5_000_000,
                                            new BudgetPeriod("month", ZoneId.of("Europe/Berlin")),
                                            true,
                                            List.of(50, 100)),
                                    new Budget(
                                            "fortnight",
                                            "USD",
                                            12_500_000_000L,
                                            new BudgetPeriod(
                                                    "P14D", ZoneId.of("UTC"), LocalDateTime.of(2026, 1, 5, 6, 30)),
                                            false,
                                            List.of())));
        }
    }

    @Nested
    @DisplayName("of a source of attempts")
    class OfSource {

        private final Attempt attempt = attempt(0);

        @Test
        void round_trips_with_its_open_episode() {
            var checker = new KeyChecker(DetectionSettings.DEFAULTS);
            var source = new Source();
            for (int i = 0; i < 7; i++) {
                checker.observe(source, attempt(i));
            }
            assertThat(source.hasOpenEpisode()).isTrue();
            byte[] packed = PackedState.source(source);
            Source unpacked = PackedState.source(packed);
            assertThat(PackedState.source(unpacked)).isEqualTo(packed);
            assertThat(unpacked.hasOpenEpisode()).isTrue();
            assertThat(unpacked.newestMinute()).isEqualTo(source.newestMinute());
        }

        @Test
        void of_the_first_layout_is_read_and_takes_no_key_for_exposed() throws IOException {
            Attempt first = PackedState.attempt(bytes(golden("attempt-v1.hex", "")));
            assertThat(first).isEqualTo(attempt);
            Source source = PackedState.source(bytes(golden("source-v1.hex", "")));
            assertThat(source.hasOpenEpisode()).isTrue();
            byte[] renewed = PackedState.source(source);
            assertThat(renewed[0]).isEqualTo((byte) 4);
            assertThat(PackedState.source(PackedState.source(renewed))).isEqualTo(renewed);
        }

        @Test
        void is_byte_for_byte_what_a_released_version_wrote() throws IOException {
            var checker = new KeyChecker(DetectionSettings.DEFAULTS);
            var source = new Source();
            for (int i = 0; i < 7; i++) {
                checker.observe(source, attempt(i));
            }
            String packed = hex(PackedState.source(source));
            assertThat(packed).isEqualTo(golden("source-v2.hex", packed));
            String exposed = hex(PackedState.attempt(attempt(1)));
            assertThat(exposed).isEqualTo(golden("attempt-v2.hex", exposed));
        }

        @Test
        void keeps_each_attempt_as_it_is() {
            assertThat(PackedState.attempt(PackedState.attempt(attempt))).isEqualTo(attempt);
        }

        @Test
        void from_a_newer_detector_is_refused() {
            byte[] newerSource = PackedState.source(new Source());
            byte[] newerAttempt = PackedState.attempt(attempt);
            newerSource[0] = 8;
            newerAttempt[0] = 8;
            assertThatThrownBy(() -> PackedState.source(newerSource)).hasMessageContaining("stored source: version 4");
            assertThatThrownBy(() -> PackedState.attempt(newerAttempt))
                    .hasMessageContaining("stored attempt: version 4");
        }

        private static Attempt attempt(int i) {
            return new Attempt(
                    "192.0.2.7/büro",
                    "nhi-" + i,
                    MONDAY * 60_000 + i,
                    i % 3 > 0,
                    i % 2 > 0,
                    "event-" + i,
                    new Position("keysurge.usage", 2, 1_000L + i));
        }
    }

    /** Four days with two applications, models and places, prices, a rotation, refusals, and at last a thief. */
    private static Profile livedProfile() {
        var engine = new Engine(DetectionSettings.DEFAULTS);
        var profile = new Profile();
        var daily = new Budget(
                "daily", "tokens", 1_000_000, new BudgetPeriod("day", ZoneId.of("UTC")), false, List.of(50, 100));
        var owner = new Identity(
                false, null, null, Set.of(), Set.of(), Set.of(), Tuning.NONE, List.of(daily), Exposures.NONE);
        for (int i = 0; i < 4 * 1440; i += 4) {
            long tokens = i > 5_700 ? 900_000 : 4_000 + i % 700;
            engine.observe(profile, owner, usage(i, tokens, i > 5_720));
        }
        return profile;
    }

    private static Usage usage(int i, long tokens, boolean thief) {
        return new Usage(
                "event-" + i,
                (MONDAY + i) * 60_000,
                "nhi-1",
                i < 3_000 ? "fp-old" : "fp-new",
                thief ? null : "app-" + i / 4 % 2,
                thief ? null : "agent-" + i / 4 % 2,
                thief ? "model-x" : "model-" + i / 8 % 2,
                thief ? "192.0.2.7" : "198.51.100." + i / 16 % 2,
                thief ? "us-east-1" : "eu-west-1",
                tokens,
                tokens / 10,
                thief ? 0 : tokens / 2,
                1 + i % 5,
                tokens * 2_000,
                "USD",
                i % 9 != 0,
                i % 7 == 0 ? Result.DENIED : Result.SERVED,
                new Position("keysurge.usage", 2, 1_000L + i));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.state.PackedState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An identity's own clock")
class IdentityClockTest {

    private static final long NOON = MONDAY + 4 * DAY + 12 * 60;

    @Test
    void counts_an_event_exactly_at_the_grace_period_and_refuses_one_a_minute_older() {
        Life life = Life.withDefaults().use(NOON, 100);
        assertThat(life.use(NOON - 10, 100).last().outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(life.use(NOON - 11, 100).last().outcome()).isEqualTo(Outcome.LATE);
    }

    @Test
    void counts_a_late_event_in_its_own_minute() {
        Life life = Life.steady(10_000).use(NOON, 11_000).use(NOON + 1, 20_000);
        assertThat(life.findings()).isEmpty();

        life.use(NOON, 5_000);

        assertThat(life.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.window()).isEqualTo(new Finding.Window(NOON, NOON + 2)));
    }

    @Test
    void hears_a_late_event_of_an_announced_minute_without_saying_it_again() {
        Life life = Life.steady(10_000).minutes(NOON, 4, 50_000);
        assertThat(life.findings()).hasSize(1);

        life.use(NOON, 1_000).use(NOON + 1, 1_000);

        assertThat(life.findings()).hasSize(1);
    }

    @Test
    void recognises_a_repeated_event_id_within_the_grace_period() {
        Life life = Life.withDefaults();
        life.use(life.usage(NOON, 100, "same"));
        life.use(NOON + 10, 100);
        assertThat(life.use(life.usage(NOON, 100, "same")).last().outcome()).isEqualTo(Outcome.DUPLICATE);
        life.use(NOON + 11, 100);
        assertThat(life.use(life.usage(NOON, 100, "same")).last().outcome()).isEqualTo(Outcome.LATE);
    }

    @Test
    void recognises_duplicates_among_the_newest_128_events() {
        Life life = Life.withDefaults();
        life.use(life.usage(NOON, 100, "first"));
        for (int i = 0; i < 127; i++) {
            life.use(NOON, 1);
        }
        assertThat(life.use(life.usage(NOON, 100, "first")).last().outcome()).isEqualTo(Outcome.DUPLICATE);
        life.use(NOON, 1);
        assertThat(life.use(life.usage(NOON, 100, "first")).last().outcome()).isEqualTo(Outcome.COUNTED);
    }

    @Test
    void saturates_instead_of_turning_negative() {
        Life life = Life.steady(10_000);
        for (int i = 0; i < 20; i++) {
            life.use(NOON + i / 5, 1_000_000_000_000L);
        }
        assertThat(life.findings()).allSatisfy(finding -> {
            assertThat(finding.measure().observed()).isPositive().isFinite();
            assertThat(finding.severity()).isEqualTo(4);
        });
    }

    @Test
    void remembers_an_identity_that_was_silent_for_half_a_year() {
        Profile profile = lived();
        life(profile).use(NOON + 180 * DAY, 100);
        assertThat(profile.days()).isEqualTo(5);
    }

    @Test
    void takes_one_that_was_silent_for_longer_for_a_new_one_as_if_its_state_had_been_deleted() {
        Profile returned = lived();
        Profile unseen = new Profile();
        life(returned).minutes(NOON + 180 * DAY + 1, 30, 100);
        life(unseen).minutes(NOON + 180 * DAY + 1, 30, 100);
        assertThat(PackedState.profile(returned)).isEqualTo(PackedState.profile(unseen));
    }

    @Test
    void closes_what_was_open_before_it_forgets() {
        Life life = Life.steady(10_000).minutes(NOON, 4, 50_000);
        life.use(NOON + 200 * DAY, 100);
        assertThat(life.findings()).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED);
    }

    private static Profile lived() {
        Profile profile = new Profile();
        life(profile).workingDays(0, 4, 10_000).use(NOON, 10_000);
        return profile;
    }

    private static Life life(Profile profile) {
        return new Life(new Engine(DetectionSettings.DEFAULTS), profile, "nhi-1");
    }
}

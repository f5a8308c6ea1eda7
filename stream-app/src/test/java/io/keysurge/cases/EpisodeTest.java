// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.alerts.Alerts;
import io.keysurge.alerts.Tailed;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The episode of an alert")
class EpisodeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** What the spike judged began two minutes before noon. */
    private static final Instant BEGIN = NOON.minusSeconds(120);

    private final Episode noon = new Episode(List.of(revision(NOON, 1, EpisodeState.OPEN)));

    @Test
    void is_near_another_that_ended_within_the_hour_before_it_began() {
        Instant hourBefore = BEGIN.minus(Episode.NEAR);

        assertThat(noon.near(raised(hourBefore))).isTrue();
        assertThat(raised(hourBefore).near(noon)).isTrue();
        assertThat(noon.near(raised(hourBefore.minusMillis(1)))).isFalse();
        assertThat(raised(hourBefore.minusMillis(1)).near(noon)).isFalse();
    }

    @Test
    void lasts_from_what_was_judged_first_to_its_newest_revision() {
        Episode lasting = new Episode(List.of(
                revision(NOON, 1, EpisodeState.OPEN), revision(NOON.plusSeconds(7200), 2, EpisodeState.CLOSED)));

        assertThat(lasting.begin()).isEqualTo(BEGIN);
        assertThat(lasting.end()).isEqualTo(NOON.plusSeconds(7200));
        assertThat(lasting.closed()).isTrue();
        assertThat(lasting.near(raised(NOON.plusSeconds(3600)))).isTrue();
        assertThat(noon.closed()).isFalse();
    }

    @Test
    void has_a_revision_at_least() {
        assertThatThrownBy(() -> new Episode(List.of())).hasMessage("revisions: none (expected: one or more)");
    }

    private static Episode raised(Instant at) {
        return new Episode(List.of(revision(at, 1, EpisodeState.OPEN)));
    }

    private static Tailed<Alert> revision(Instant at, int number, EpisodeState state) {
        Alert alert = Alerts.spike("alert-" + at, "nhi-1", at);
        alert.setRevision(number);
        alert.setState(state);
        return new Tailed<>(0, number, at, alert);
    }
}

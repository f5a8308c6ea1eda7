// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.Tolerance;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Says what of it holds from when; how much it changes is the scenario {@code tuning}. */
@DisplayName("What people say about an identity, by way of the identities topic,")
class TunedIdentityTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant FRIDAY_NOON = Instant.parse("2026-01-09T12:00:00Z");
    private static final Instant SATURDAY_NOON = FRIDAY_NOON.plus(Duration.ofDays(1));

    private final House house = new House();
    private long sequence;

    @BeforeEach
    void liveFourDays() {
        for (int day = 0; day < 4; day++) {
            for (int minute = 0; minute < 60; minute++) {
                use(MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute)), 10_000);
            }
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void silences_the_time_that_it_names_and_no_other() {
        house.register(tolerating(FRIDAY_NOON, FRIDAY_NOON.plus(Duration.ofHours(1)), null));
        spike(FRIDAY_NOON);
        assertThat(house.alerts()).isEmpty();

        spike(SATURDAY_NOON);
        assertThat(house.alerts()).extracting(Alert::getRaisedAt).containsExactly(SATURDAY_NOON);
    }

    @Test
    void raises_the_ceiling_for_the_kinds_of_alert_that_it_names() {
        house.register(tolerating(FRIDAY_NOON, FRIDAY_NOON.plus(Duration.ofHours(1)), 20.0, "RAMP"));
        spike(FRIDAY_NOON);
        assertThat(house.alerts()).extracting(Alert::getType).containsExactly(AlertType.TOKEN_SPIKE);
    }

    @Test
    void changes_nothing_for_usage_that_came_before_it() {
        use(FRIDAY_NOON, 150_000);
        assertThat(house.alerts()).extracting(Alert::getState).containsExactly(EpisodeState.OPEN);

        house.register(tolerating(FRIDAY_NOON, FRIDAY_NOON.plus(Duration.ofHours(1)), null));
        use(FRIDAY_NOON.plusSeconds(60), 2_000_000);
        assertThat(house.alerts()).isEmpty();
    }

    @Test
    void holds_until_the_registry_says_otherwise() {
        house.register(sensitive(0.1));
        spike(FRIDAY_NOON);
        assertThat(house.alerts()).isEmpty();

        house.register(sensitive(1));
        use(FRIDAY_NOON.plusSeconds(180), 150_000);
        assertThat(house.alerts()).extracting(Alert::getRaisedAt).containsExactly(FRIDAY_NOON.plusSeconds(180));
    }

    @Test
    void ends_with_its_removal_from_the_registry() {
        house.register(tolerating(FRIDAY_NOON, SATURDAY_NOON, null));
        house.unregister("nhi-1");
        spike(FRIDAY_NOON);
        assertThat(house.alerts()).extracting(Alert::getRaisedAt).containsExactly(FRIDAY_NOON);
    }

    private static IdentityRecord sensitive(double sensitivity) {
        return IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setSensitivities(Map.of("TOKEN_SPIKE", sensitivity))
                .build();
    }

    private static IdentityRecord tolerating(Instant from, Instant until, Double ceiling, String... types) {
        var tolerance = Tolerance.newBuilder()
                .setAlertTypes(List.of(types))
                .setFrom(from)
                .setUntil(until)
                .setCeiling(ceiling)
                .setReason("load test")
                .build();
        return IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setTolerances(List.of(tolerance))
                .build();
    }

    /** Three minutes of fifteen times the usual. */
    private void spike(Instant from) {
        for (int minute = 0; minute < 3; minute++) {
            use(from.plusSeconds(60L * minute), 150_000);
        }
    }

    private void use(Instant occurredAt, long tokens) {
        house.use(UsageEvent.newBuilder()
                .setEventId("event-" + sequence++)
                .setOccurredAt(occurredAt)
                .setIdentityId("nhi-1")
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .setRequestCount(tokens / 1_000)
                .build());
    }
}

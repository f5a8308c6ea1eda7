// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was consumed until an instant")
class MeterTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Meter meter = new Meter(List.of(LATER, NOON, NOON));

    @Test
    void has_the_instant_itself_in_it_whatever_the_order_of_events() {
        meter.take(event("3", LATER.plusMillis(1), 400));
        meter.take(event("1", NOON, 100));
        meter.take(event("2", NOON.plusMillis(1), 200));

        assertThat(meter.until(NOON).tokens()).isEqualTo(100);
        assertThat(meter.until(LATER).tokens()).isEqualTo(300);
        assertThat(meter.total().tokens()).isEqualTo(700);
        assertThat(meter.total().minus(meter.until(LATER)).tokens()).isEqualTo(400);
        assertThat(meter.total().calls()).isEqualTo(3);
    }

    @Test
    void counts_an_event_once_that_a_producer_sent_twice() {
        meter.take(event("1", NOON, 100));
        meter.take(event("1", NOON, 100));

        assertThat(meter.total().tokens()).isEqualTo(100);
    }

    @Test
    void counts_two_identities_whose_producers_number_their_events_alike() {
        meter.take(event("1", NOON, 100));
        UsageEvent other = event("1", NOON, 100);
        other.setIdentityId("nhi-other");
        meter.take(other);

        assertThat(meter.total().tokens()).isEqualTo(200);
    }

    @Test
    void leaves_out_what_a_gateway_answered_from_its_own_cache() {
        UsageEvent cached = event("1", NOON, 100);
        cached.setGatewayCacheHit(true);
        meter.take(cached);

        assertThat(meter.total()).isEqualTo(new Consumed(1, 0, new TreeMap<>()));
    }

    @Test
    void adds_costs_by_currency_to_the_last_digit() {
        meter.take(costing("1", "0.000000001", "USD"));
        meter.take(costing("2", "0.2", "USD"));
        meter.take(costing("3", "3", "EUR"));

        assertThat(meter.total().costs())
                .containsEntry("USD", new BigDecimal("0.200000001"))
                .containsEntry("EUR", new BigDecimal("3.000000000"));
    }

    @Test
    void is_not_known_of_instants_that_nobody_named() {
        assertThatThrownBy(() -> meter.until(NOON.plusSeconds(1))).hasMessageContaining("not metered");
    }

    private static UsageEvent costing(String id, String cost, String currency) {
        UsageEvent event = event(id, NOON, 1);
        event.setCost(new BigDecimal(cost).setScale(9));
        event.setCurrency(currency);
        return event;
    }

    private static UsageEvent event(String id, Instant at, long tokens) {
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setOccurredAt(at)
                .setIdentityId("nhi-1")
                .setInputTokens(tokens - tokens / 4)
                .setOutputTokens(tokens / 4)
                .build();
    }
}

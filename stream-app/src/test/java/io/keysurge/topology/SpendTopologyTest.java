// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import io.keysurge.prices.PriceTable;
import io.keysurge.rollup.SpendSettings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Roll-ups of spend")
class SpendTopologyTest {

    private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(6);

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void add_up_an_hour_under_one_key() {
        house.use(priced(house.event("nhi-1", NINE, 1_000), "0.000000001"));
        house.use(priced(house.event("nhi-1", NINE.plusSeconds(60), 500), "2.5"));
        house.passWallClock(INTERVAL);
        house.use(priced(house.event("nhi-1", NINE.plusSeconds(120), 1), "0.000000001"));
        house.passWallClock(INTERVAL);

        List<TestRecord<String, SpendRollup>> told = house.spend();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).key()).isEqualTo(told.get(0).key()).isEqualTo("/nhi-1/model-a/2026-01-05T09/0-0");
        assertThat(told.get(1).value().getInputTokens()).isEqualTo(1_501);
        assertThat(told.get(1).value().getCost()).isEqualTo(new BigDecimal("2.500000002"));
        assertThat(told.get(1).value().getStatedCost()).isEqualTo(new BigDecimal("2.500000002"));
        assertThat(told.get(1).value().getInputTokensWithoutCost()).isZero();
        assertThat(told.get(1).value().getHour()).isEqualTo(NINE);
    }

    @Test
    void say_nothing_twice_and_nothing_of_what_did_not_count() {
        UsageEvent event = house.event("nhi-1", NINE, 1_000);
        house.use(event);
        house.use(event);
        house.use(UsageEvent.newBuilder(house.event("nhi-1", NINE, 7_000))
                .setGatewayCacheHit(true)
                .build());
        house.passWallClock(INTERVAL);
        house.passWallClock(INTERVAL);

        assertThat(house.spend())
                .singleElement()
                .satisfies(told -> assertThat(told.value().getInputTokens()).isEqualTo(1_000));
    }

    @Test
    void leave_the_cost_open_where_nobody_stated_it() {
        house.use(house.event("nhi-1", NINE, 1_000));
        house.passWallClock(INTERVAL);

        SpendRollup told = house.spend().get(0).value();
        assertThat(told.getCost()).isNull();
        assertThat(told.getCurrency()).isNull();
        assertThat(told.getInputTokensWithoutCost()).isEqualTo(1_000);
    }

    @Test
    void count_what_the_price_table_says_where_nobody_stated_the_cost(@TempDir Path folder) throws Exception {
        Path prices = Files.writeString(folder.resolve("prices.yaml"), """
                version: "2026-01"
                currency: EUR
                prices:
                  - {model: model-a, from: 2026-01-01T00:00:00Z, input: 2.5, output: 10}
                """);
        var settings = new SpendSettings(true, INTERVAL, PriceTable.read(prices));
        try (House priced = new House(settings)) {
            priced.use(priced.event("nhi-1", NINE, 1_001));
            priced.use(priced(priced.event("nhi-1", NINE, 10), "7"));
            priced.passWallClock(INTERVAL.plusSeconds(1));

            assertThat(priced.spend())
                    .extracting(
                            each -> each.value().getCurrency(),
                            each -> each.value().getCost(),
                            each -> each.value().getPriceTable(),
                            each -> each.value().getStatedCost())
                    .containsExactlyInAnyOrder(
                            tuple("EUR", new BigDecimal("0.002502500"), "2026-01", null),
                            tuple("USD", new BigDecimal("7.000000000"), null, new BigDecimal("7.000000000")));
        }
    }

    @Test
    void are_for_whom_the_registry_says_from_then_on() {
        UsageEvent before = UsageEvent.newBuilder(house.event("nhi-1", NINE, 10))
                .setBusinessUnit("said by the producer")
                .build();
        house.use(before);
        house.register(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setBusinessUnit("a/b")
                .setOwner("team-a")
                .setEnvironment("production")
                .build());
        house.use(UsageEvent.newBuilder(house.event("nhi-1", NINE.plusSeconds(1), 20))
                .setBusinessUnit("said by the producer")
                .build());
        house.passWallClock(INTERVAL);

        List<TestRecord<String, SpendRollup>> told = house.spend();
        assertThat(told)
                .extracting(each ->
                        each.value().getBusinessUnit() + " " + each.value().getInputTokens())
                .containsExactlyInAnyOrder("said by the producer 10", "a/b 20");
        assertThat(told).extracting(TestRecord::key).anyMatch(key -> key.startsWith("a%2Fb/nhi-1/"));
    }

    @Test
    void are_for_whom_the_registry_says_as_of_when_the_event_happened() {
        house.register(owned("unit-a", null));
        house.register(owned("unit-b", NINE.plusSeconds(60)));
        house.use(house.event("nhi-1", NINE.plusSeconds(59), 10));
        house.use(house.event("nhi-1", NINE.plusSeconds(60), 20));
        house.use(house.event("nhi-1", NINE.plusSeconds(58), 40));
        house.passWallClock(INTERVAL);

        assertThat(house.spend())
                .extracting(each ->
                        each.value().getBusinessUnit() + " " + each.value().getInputTokens())
                .containsExactlyInAnyOrder("unit-a 50", "unit-b 20");
    }

    private static IdentityRecord owned(String unit, @Nullable Instant from) {
        return IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setBusinessUnit(unit)
                .setEffectiveFrom(from)
                .build();
    }

    @Test
    void of_an_identity_that_went_silent_are_told_all_the_same() {
        house.use(house.event("nhi-1", NINE, 1_000));
        house.passWallClock(Duration.ofMinutes(1));
        assertThat(house.spend()).isEmpty();
        house.passWallClock(INTERVAL);
        assertThat(house.spend()).hasSize(1);
    }

    private static UsageEvent priced(UsageEvent event, String cost) {
        return UsageEvent.newBuilder(event)
                .setCost(new BigDecimal(cost).setScale(9))
                .setCurrency("USD")
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Budget;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.TransientRegistryException;
import io.keysurge.usage.RefusalReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's topology, for records that cannot be counted,")
class RefusedRecordsTest {

    private static final Instant FRIDAY_NOON = Instant.parse("2026-01-09T12:00:00Z");

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void counts_the_good_and_keeps_the_bad_with_reason_and_coordinates() {
        Instant now = FRIDAY_NOON;
        for (int i = 0; i < 500; i++) {
            house.use(house.event("nhi-1", now, 10), now);
        }
        house.use(house.event("nhi-1", now.plus(Duration.ofHours(2)), 10), now);
        house.use(house.event("nhi-1", now.plus(Duration.ofMinutes(50)), 10), now);
        house.use(house.event("nhi-1", Instant.ofEpochSecond(86_400), 10), now);
        house.use(house.event("nhi-1", Instant.ofEpochMilli(now.toEpochMilli() * 1_000_000), 10), now);
        house.use(changed(e -> e.setInputTokens(-1)), now);
        byte[] identityRecord = foreignRecord();
        house.raw(key("nhi-1"), identityRecord, now);
        byte[] garbage = "not avro at all".getBytes(StandardCharsets.UTF_8);
        house.raw(key("nhi-1"), garbage, now);
        for (int i = 0; i < 500; i++) {
            house.use(house.event("nhi-1", now, 10), now);
        }

        var rejected = house.rejected();
        assertThat(rejected)
                .extracting(record -> House.header(record, RejectedRecord.REASON))
                .containsExactly(
                        RefusalReason.OCCURRED_IN_FUTURE.label(),
                        RefusalReason.OCCURRED_IN_FUTURE.label(),
                        RefusalReason.OCCURRED_TOO_EARLY.label(),
                        RefusalReason.OCCURRED_NOT_MILLISECONDS.label(),
                        RefusalReason.NEGATIVE_COUNT.label(),
                        RefusalReason.WRONG_SCHEMA.label(),
                        RefusalReason.NOT_AVRO_FRAMED.label());
        assertThat(rejected)
                .extracting(record -> House.header(record, RejectedRecord.SOURCE_OFFSET))
                .containsExactly("500", "501", "502", "503", "504", "505", "506");
        assertThat(House.header(rejected.get(4), RejectedRecord.FIELD)).isEqualTo("input_tokens");
        assertThat(House.header(rejected.get(4), RejectedRecord.SOURCE_TOPIC)).isEqualTo("test.usage");
        assertThat(rejected.get(5).value()).isEqualTo(identityRecord);
        assertThat(rejected.get(6).value()).isEqualTo(garbage);
        assertThat(house.profile("nhi-1").newestMinute()).isEqualTo(now.getEpochSecond() / 60);
    }

    @Test
    void refuses_missing_keys_other_peoples_keys_empty_values_and_unknown_schemas() {
        house.raw(null, house.bytes(house.event("nhi-1", FRIDAY_NOON, 10)), FRIDAY_NOON);
        house.raw(key("nhi-2"), house.bytes(house.event("nhi-1", FRIDAY_NOON, 10)), FRIDAY_NOON);
        house.raw(key("nhi-1"), null, FRIDAY_NOON);
        house.raw(key("nhi-1"), new byte[0], FRIDAY_NOON);
        house.raw(key("nhi-1"), new byte[] {0, 0, 1, 0, 0, 2, 2}, FRIDAY_NOON);
        byte[] whole = house.bytes(house.event("nhi-1", FRIDAY_NOON, 10));
        house.raw(key("nhi-1"), Arrays.copyOf(whole, whole.length - 8), FRIDAY_NOON);

        assertThat(house.rejected())
                .extracting(record -> House.header(record, RejectedRecord.REASON))
                .containsExactly("missing_key", "key_mismatch", "empty", "empty", "unknown_schema", "corrupt_payload");
        assertThat(house.profile("nhi-1")).isNull();
    }

    @Test
    void keeps_what_came_too_late() {
        house.use(house.event("nhi-1", FRIDAY_NOON, 10));
        house.use(house.event("nhi-1", FRIDAY_NOON.minus(Duration.ofMinutes(11)), 10), FRIDAY_NOON);
        assertThat(house.rejected()).singleElement().satisfies(record -> {
            assertThat(House.header(record, RejectedRecord.REASON)).isEqualTo("late");
            assertThat(House.header(record, RejectedRecord.DETAIL)).contains("at most 10 minutes behind");
        });
    }

    @Test
    void rejects_nothing_while_the_registry_is_down() {
        byte[] unseen = {0, 0, 0, 0, 99, 2, 2};
        house.registry.down(true);

        assertThatThrownBy(() -> house.raw(key("nhi-1"), unseen, FRIDAY_NOON))
                .hasRootCauseInstanceOf(Exception.class)
                .satisfies(failure ->
                        assertThat(causes(failure)).hasAtLeastOneElementOfType(TransientRegistryException.class));
        assertThat(house.rejected()).isEmpty();
    }

    @Test
    void refuses_names_that_would_not_fit_into_an_alert() {
        String endless = "x".repeat(200_000);
        house.use(changed(e -> e.setOwner(endless)));
        house.use(changed(e -> e.setBusinessUnit(endless)));
        house.use(changed(e -> e.setEnvironment(endless)));
        house.use(changed(e -> e.setDataClassification(endless)));
        house.use(changed(e -> e.setPrivileges(List.of(endless))));
        house.use(changed(e -> e.setPrivileges(Collections.nCopies(100_000, "p"))));
        assertThat(house.rejected())
                .extracting(record -> House.header(record, RejectedRecord.FIELD))
                .containsExactly(
                        "owner", "business_unit", "environment", "data_classification", "privileges", "privileges");
    }

    @Test
    void refuses_and_cuts_off_what_was_blown_up_behind_the_broker_s_back() {
        byte[] bomb = new byte[2 << 20];
        house.raw(key("nhi-1"), bomb, FRIDAY_NOON);
        byte[] endlessKey = new byte[2 << 20];
        house.raw(endlessKey, new byte[10], FRIDAY_NOON);
        assertThat(house.rejected()).hasSize(2).allSatisfy(record -> {
            assertThat(House.header(record, RejectedRecord.REASON)).isEqualTo("oversized");
            assertThat(House.header(record, RejectedRecord.FULL_SIZE)).isIn("2097157", "2097162");
            assertThat(record.key().length + record.value().length).isLessThanOrEqualTo(512 << 10);
        });
    }

    @Test
    void refuses_what_the_registry_of_identities_says_of_somebody_else_or_at_endless_length() {
        house.register(
                "nhi-2", IdentityRecord.newBuilder().setIdentityId("nhi-1").build());
        house.register(
                "nhi-1",
                IdentityRecord.newBuilder()
                        .setIdentityId("nhi-1")
                        .setPrivileges(Collections.nCopies(257, "scope"))
                        .build());
        assertThat(house.rejected())
                .extracting(record -> House.header(record, RejectedRecord.REASON))
                .containsExactly("key_mismatch", "invalid_name");
    }

    @Test
    void refuses_a_budget_of_more_money_than_can_be_counted_though_it_was_written_when_that_was_allowed() {
        house.register(IdentityRecord.newBuilder()
                .setIdentityId("nhi-1")
                .setBudgets(List.of(Budget.newBuilder()
                        .setName("endless")
                        .setUnit("USD")
                        .setLimit(new BigDecimal("20000000000").setScale(9))
                        .setPeriod("month")
                        .build()))
                .build());
        house.use(house.event("nhi-1", FRIDAY_NOON, 10));

        assertThat(house.rejected()).singleElement().satisfies(record -> {
            assertThat(House.header(record, RejectedRecord.REASON)).isEqualTo("invalid_budget");
            assertThat(House.header(record, RejectedRecord.FIELD)).isEqualTo("budgets[0].limit");
            assertThat(House.header(record, RejectedRecord.DETAIL))
                    .contains("number 20000000000 (expected: <= 9223372036 of a currency)");
        });
        assertThat(house.profile("nhi-1")).isNotNull();
    }

    private byte[] foreignRecord() {
        try (var serde = AvroSerdes.forValues(IdentityRecord.class, house.registry.settings())) {
            return serde.serializer()
                    .serialize(
                            "test.identities",
                            IdentityRecord.newBuilder().setIdentityId("nhi-1").build());
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable link = failure; link != null; link = link.getCause()) {
            causes.add(link);
        }
        return causes;
    }

    private UsageEvent changed(Consumer<UsageEvent> change) {
        UsageEvent event = house.event("nhi-1", FRIDAY_NOON, 10);
        change.accept(event);
        return event;
    }

    private static byte[] key(String identityId) {
        return identityId.getBytes(StandardCharsets.UTF_8);
    }
}

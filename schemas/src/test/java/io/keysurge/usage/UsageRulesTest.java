// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The rules for usage events")
class UsageRulesTest {

    static {
        Contracts.trust();
    }

    private static final Instant APPENDED = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void accept_a_plain_event() {
        assertThat(UsageRules.check(event(e -> {}), APPENDED)).isEmpty();
    }

    @Test
    void accept_an_event_of_no_tokens_because_a_refused_call_is_evidence() {
        var probe = event(e -> {
            e.setInputTokens(0);
            e.setOutputTokens(0);
            e.setStatus("unauthorized");
        });
        assertThat(UsageRules.check(probe, APPENDED)).isEmpty();
    }

    @Nested
    @DisplayName("for event time")
    class EventTime {

        @Test
        void accept_exactly_five_minutes_ahead_and_refuse_a_millisecond_more() {
            Instant limit = APPENDED.plus(Duration.ofMinutes(5));
            assertThat(UsageRules.check(at(limit), APPENDED)).isEmpty();
            assertThat(UsageRules.check(at(limit.plusMillis(1)), APPENDED))
                    .map(Refusal::reason)
                    .contains(RefusalReason.OCCURRED_IN_FUTURE);
        }

        @ParameterizedTest
        @CsvSource({
            "PT2H, OCCURRED_IN_FUTURE",
            "PT50M, OCCURRED_IN_FUTURE",
        })
        void refuse_a_clock_that_runs_ahead(Duration ahead, RefusalReason reason) {
            assertThat(UsageRules.check(at(APPENDED.plus(ahead)), APPENDED))
                    .map(Refusal::reason)
                    .contains(reason);
        }

        @ParameterizedTest
        @CsvSource({
            "0, OCCURRED_TOO_EARLY",
            "-1, OCCURRED_TOO_EARLY",
            "1795521600, OCCURRED_TOO_EARLY",
            "1795521600000000, OCCURRED_NOT_MILLISECONDS",
            "1795521600000000000, OCCURRED_NOT_MILLISECONDS",
            "9223372036854775807, OCCURRED_NOT_MILLISECONDS",
        })
        void refuse_1970_and_other_units(long millis, RefusalReason reason) {
            assertThat(UsageRules.check(at(Instant.ofEpochMilli(millis)), APPENDED))
                    .map(Refusal::reason)
                    .contains(reason);
        }

        @Test
        void accept_years_of_backfill_because_only_ahead_is_measured_against_the_append_time() {
            assertThat(UsageRules.check(at(Instant.parse("2020-01-01T00:00:00Z")), APPENDED))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("for numbers and names")
    class NumbersAndNames {

        @Test
        void refuse_a_cost_that_the_contract_does_not_hold() {
            assertThat(UsageRules.check(costs(new BigDecimal("999999999.999999999")), APPENDED))
                    .isEmpty();
            assertThat(UsageRules.check(costs(new BigDecimal("1000000000")), APPENDED))
                    .map(Refusal::reason)
                    .contains(RefusalReason.INVALID_COST);
        }

        @Test
        @Timeout(5)
        void refuse_a_cost_of_a_hundred_thousand_digits_in_few_words_and_little_time() {
            byte[] digits = new byte[200_000];
            for (byte first : new byte[] {(byte) 0x80, 0x7f}) {
                digits[0] = first;
                BigDecimal endless = new BigDecimal(new BigInteger(digits), 9);
                assertThat(UsageRules.check(costs(endless), APPENDED))
                        .map(Refusal::sentence)
                        .hasValueSatisfying(said -> assertThat(said).hasSizeLessThan(200));
            }
        }

        @Test
        void refuse_descriptions_of_the_identity_that_an_alert_could_not_hold() {
            String endless = "x".repeat(129);
            assertThat(refusedField(e -> e.setOwner(endless))).contains("owner");
            assertThat(refusedField(e -> e.setBusinessUnit(endless))).contains("business_unit");
            assertThat(refusedField(e -> e.setEnvironment(endless))).contains("environment");
            assertThat(refusedField(e -> e.setDataClassification(endless))).contains("data_classification");
            assertThat(refusedField(e -> e.setOperation(endless))).contains("operation");
            assertThat(refusedField(e -> e.setPrivileges(List.of(endless)))).contains("privileges");
            assertThat(refusedField(e -> e.setPrivileges(Collections.nCopies(257, "p"))))
                    .contains("privileges");
            assertThat(refusedField(e -> e.setPrivileges(Collections.nCopies(256, "p"))))
                    .isEmpty();
            assertThat(refusedField(e -> e.setOwner(""))).isEmpty();
        }

        private static UsageEvent costs(BigDecimal cost) {
            return event(e -> {
                e.setCost(cost);
                e.setCurrency("USD");
            });
        }

        private static Optional<String> refusedField(Consumer<UsageEvent> change) {
            return UsageRules.check(event(change), APPENDED).map(Refusal::field);
        }

        @ParameterizedTest
        @CsvSource({
            "-1, NEGATIVE_COUNT",
            "-9223372036854775808, NEGATIVE_COUNT",
            "1000000000001, EXCESSIVE_COUNT",
            "9223372036854775807, EXCESSIVE_COUNT",
        })
        void refuse_token_counts_out_of_range_and_name_the_field(long tokens, RefusalReason reason) {
            assertThat(UsageRules.check(event(e -> e.setInputTokens(tokens)), APPENDED))
                    .hasValueSatisfying(refusal -> {
                        assertThat(refusal.reason()).isEqualTo(reason);
                        assertThat(refusal.field()).isEqualTo("input_tokens");
                        assertThat(refusal.detail()).contains(Long.toString(tokens), "expected");
                    });
        }

        @Test
        void refuse_a_part_larger_than_its_whole() {
            assertReason(RefusalReason.PART_EXCEEDS_WHOLE, e -> e.setCacheReadTokens(1_001));
            assertReason(RefusalReason.PART_EXCEEDS_WHOLE, e -> e.setReasoningTokens(201));
        }

        @Test
        void refuse_an_event_that_stands_for_no_call() {
            assertReason(RefusalReason.NO_REQUESTS, e -> e.setRequestCount(0));
        }

        @Test
        void refuse_identities_that_are_empty_long_or_carry_control_characters() {
            assertReason(RefusalReason.INVALID_IDENTITY, e -> e.setIdentityId(""));
            assertReason(RefusalReason.INVALID_IDENTITY, e -> e.setIdentityId("x".repeat(129)));
            assertReason(RefusalReason.INVALID_IDENTITY, e -> e.setIdentityId("nhi\r\nforged log line"));
        }

        @Test
        void refuse_cost_without_a_currency_and_negative_cost() {
            assertReason(RefusalReason.INVALID_COST, e -> e.setCost(new BigDecimal("0.5")));
            assertReason(RefusalReason.INVALID_COST, e -> {
                e.setCost(new BigDecimal("-0.5"));
                e.setCurrency("USD");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void tell_the_producer_what_to_do_for_every_reason(RefusalReason reason) {
        assertThat(reason.label()).matches("[a-z_]+");
        assertThat(new Refusal(reason, "some_field", "some shape").sentence())
                .contains("some_field", "some shape", reason.mend());
    }

    private static void assertReason(RefusalReason reason, Consumer<UsageEvent> change) {
        assertThat(UsageRules.check(event(change), APPENDED))
                .map(Refusal::reason)
                .contains(reason);
    }

    private static UsageEvent at(Instant occurred) {
        return event(e -> e.setOccurredAt(occurred));
    }

    private static UsageEvent event(Consumer<UsageEvent> change) {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("event-1")
                .setOccurredAt(APPENDED)
                .setIdentityId("nhi-1")
                .setInputTokens(1_000)
                .setOutputTokens(200)
                .build();
        change.accept(event);
        return event;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What detection takes from a usage event")
class UsageTranslationTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00.250Z");
    private static final Position PLACE = new Position("usage", 3, 14);

    @Test
    void is_who_called_from_where_for_what_and_at_what_cost() {
        UsageEvent event = event();
        event.setCredentialFingerprint("fp-1");
        event.setApplicationId("billing-api");
        event.setAgentId("planner");
        event.setModel("heron");
        event.setSource("AS64496");
        event.setRegion("eu-central-1");
        event.setEnvironment("production");
        event.setOperation("chat");
        event.setDataClassification("internal");
        event.setCacheReadTokens(300);
        event.setRequestCount(4);
        event.setCost(new BigDecimal("0.000000012"));
        event.setCurrency("USD");

        assertThat(UsageTranslation.usage(event, PLACE))
                .isEqualTo(new Usage(
                        "event-1",
                        NOON.toEpochMilli(),
                        "nhi-1",
                        "fp-1",
                        "billing-api",
                        "planner",
                        "heron",
                        "AS64496",
                        "eu-central-1",
                        "production",
                        "chat",
                        "internal",
                        900,
                        100,
                        300,
                        4,
                        12,
                        "USD",
                        true,
                        Result.SERVED,
                        PLACE));
    }

    @Test
    void knows_no_cost_where_none_is_told_and_counts_no_tokens_of_a_gateway_s_cache() {
        UsageEvent event = event();
        event.setGatewayCacheHit(true);

        Usage usage = UsageTranslation.usage(event, PLACE);

        assertThat(usage.costNanos()).isNegative();
        assertThat(usage.tokens()).isZero();
        assertThat(usage.countedCalls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ok, SERVED",
        "unauthorized, DENIED",
        "forbidden, DENIED",
        "not_found, DENIED",
        "rate_limited, FAILED",
        "invalid, FAILED",
        "error, FAILED",
        "something a later contract brings, FAILED"
    })
    void tells_what_was_denied_from_what_merely_failed(String status, Result result) {
        UsageEvent event = event();
        event.setStatus(status);
        assertThat(UsageTranslation.usage(event, PLACE).result()).isEqualTo(result);
    }

    private static UsageEvent event() {
        return UsageEvent.newBuilder()
                .setEventId("event-1")
                .setOccurredAt(NOON)
                .setIdentityId("nhi-1")
                .setInputTokens(900)
                .setOutputTokens(100)
                .build();
    }
}

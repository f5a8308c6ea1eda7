// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Containment;
import io.keysurge.contract.Contracts;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was measured after an action, in words")
class ContainmentLinesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final String QUIET = "usage went quiet: contained 1.5 s after the decision, propagation 0.2 s";

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void names_what_was_prevented_as_far_as_it_is_known() {
        assertThat(told(1_200, "0.20")).isEqualTo(QUIET + ", 1,200 tokens (0.20 USD) prevented so far");
        assertThat(told(1_200, null)).isEqualTo(QUIET + ", 1,200 tokens prevented so far");
        assertThat(told(0, "0.20")).isEqualTo(QUIET + ", 0.20 USD prevented so far");
        assertThat(told(0, null)).isEqualTo(QUIET);
    }

    private static String told(long tokens, @Nullable String cost) {
        return ContainmentLines.told(Containment.newBuilder()
                .setQuiet(true)
                .setEffectiveAt(NOW)
                .setAllowedLagMs(0)
                .setCallsAfter(0)
                .setTokensAfter(0)
                .setTimeToContainMs(1_500)
                .setPropagationLagMs(200)
                .setTokensPrevented(tokens)
                .setCostPrevented(cost == null ? null : new BigDecimal(cost).setScale(9))
                .setCurrency(cost == null ? null : "USD")
                .setRuns(1)
                .setMeasuredAt(NOW)
                .build());
    }
}

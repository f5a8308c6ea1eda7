// SPDX-License-Identifier: Apache-2.0
package io.keysurge.json;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertCredential;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertPoint;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records that are as full as they get. */
final class Records {

    private static final Instant MINUTE = Instant.parse("2026-01-05T00:00:00Z");

    static {
        Contracts.trust();
    }

    private Records() {}

    static Alert alert() {
        var first = new EventReference("e-1", "keysurge.usage", 3, 41L);
        return Alert.newBuilder()
                .setAlertId("0123456789abcdef0123456789abcdef")
                .setRevision(2)
                .setState(EpisodeState.ESCALATED)
                .setType(AlertType.TOKEN_SPIKE)
                .setIdentityId("agent-1")
                .setSeverity(4)
                .setConfidence(0.1 + 0.2)
                .setRaisedAt(MINUTE.plusMillis(61_001))
                .setOpenedAt(MINUTE)
                .setIdentity(AlertIdentity.newBuilder()
                        .setId("agent-1")
                        .setPrivileges(List.of("read"))
                        .build())
                .setCredential(AlertCredential.newBuilder()
                        .setFingerprint("f")
                        .setFirstSeenAt(MINUTE)
                        .build())
                .setWindow(new AlertWindow(MINUTE, MINUTE.plus(Duration.ofMinutes(1))))
                .setUnit("tokens/min")
                .setObserved(1e21)
                .setExpected(1.0 / 3)
                .setThreshold(Double.MIN_VALUE)
                .setRatio(Double.MAX_VALUE)
                .setScore(-2.5)
                .setBaseline(new AlertBaseline(7, MINUTE, false))
                .setBreakdown(List.of(new AlertShare("model", "m", 12L, 0.75)))
                .setCostAtRiskPerHour(new BigDecimal("12.340000000"))
                .setCurrency("EUR")
                .setSeries(List.of(new AlertPoint(MINUTE, 1.5, 0.5, null)))
                .setFirstEvent(first)
                .setLastEvent(first)
                .setDetector("surge/1")
                .setConfigurationHash("0123456789abcdef")
                .setExplanation("Twice as much as usual.")
                .build();
    }
}

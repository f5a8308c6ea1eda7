// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import java.time.Instant;

/** Alerts for tests that care for little of them. */
public final class Alerts {

    static {
        Contracts.trust();
    }

    private Alerts() {}

    /** The first revision of a spike that was raised two minutes after its window began. */
    public static Alert spike(String id, String identity, Instant raisedAt) {
        EventReference event = new EventReference(null, "usage", 0, 0L);
        return Alert.newBuilder()
                .setAlertId(id)
                .setRevision(1)
                .setState(EpisodeState.OPEN)
                .setType(AlertType.TOKEN_SPIKE)
                .setIdentityId(identity)
                .setSeverity(3)
                .setConfidence(0.9)
                .setRaisedAt(raisedAt)
                .setOpenedAt(raisedAt)
                .setIdentity(AlertIdentity.newBuilder().setId(identity).build())
                .setWindow(new AlertWindow(raisedAt.minusSeconds(120), raisedAt))
                .setUnit("tokens/min")
                .setObserved(3_000)
                .setExpected(1_000)
                .setThreshold(2_000)
                .setRatio(3)
                .setScore(0.4)
                .setBaseline(new AlertBaseline(5, raisedAt.minusSeconds(432_000), false))
                .setFirstEvent(event)
                .setLastEvent(event)
                .setDetector("test/1")
                .setConfigurationHash("0123456789abcdef")
                .setExplanation(identity + " went up.")
                .build();
    }
}

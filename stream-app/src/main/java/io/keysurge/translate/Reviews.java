// SPDX-License-Identifier: Apache-2.0
package io.keysurge.translate;

import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import java.time.Duration;
import java.time.Instant;

/** What an alert asks a person to look at, and what becomes of it. */
public final class Reviews {

    /** How long whoever has to look at something has for it. */
    public static final Duration DUE_AFTER = Duration.ofDays(14);

    static {
        Contracts.trust();
    }

    private Reviews() {}

    /** The review that an alert opens; the same for every revision of it but for the sentence. */
    public static ReviewRecord opened(Alert alert) {
        return ReviewRecord.newBuilder()
                .setReviewId(alert.getAlertId())
                .setAlertType(alert.getType().name())
                .setIdentityId(alert.getIdentityId())
                .setSubject(alert.getSubject())
                .setExplanation(alert.getExplanation())
                .setOpenedAt(alert.getOpenedAt())
                .setOwner(alert.getIdentity().getOwner())
                .setDueAt(alert.getOpenedAt().plus(DUE_AFTER))
                .build();
    }

    /**
     * The same review, closed.
     *
     * @param review an open one
     * @param actor who closes it
     * @param reason why
     * @param at when
     */
    public static ReviewRecord closed(ReviewRecord review, String actor, String reason, Instant at) {
        return ReviewRecord.newBuilder(review)
                .setState(ReviewState.CLOSED)
                .setClosedBy(actor)
                .setClosedAt(at)
                .setReason(reason)
                .build();
    }
}

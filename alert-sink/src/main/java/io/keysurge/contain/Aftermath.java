// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertPoint;
import io.keysurge.contract.Containment;
import io.keysurge.contract.ResponseStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the use of an identity after an action, and says whether it went as quiet as the action should make it. */
final class Aftermath {

    private static final String TOKENS_A_MINUTE = "tokens/min";
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);
    private static final int COST_SCALE = 9;

    private final ActionRecord action;
    private final Alert alert;
    private final Instant effectiveAt;
    private final Duration allowedLag;
    private final Instant countedFrom;
    private @Nullable Instant lastUse;
    private long callsAfter;
    private long tokensAfter;
    private long tokensCounted;

    /**
     * Nothing added up yet.
     *
     * @param action what took effect
     * @param alert what asked for it
     * @param allowedLag how long the target may take until its yes holds everywhere
     */
    Aftermath(ActionRecord action, Alert alert, Duration allowedLag) {
        if (action.getEffectiveAt() == null) {
            throw new IllegalArgumentException(
                    "action " + action.getActionId() + ": " + action.getState() + " (expected: one that took effect)");
        }
        this.action = action;
        this.alert = alert;
        this.effectiveAt = action.getEffectiveAt();
        this.allowedLag = allowedLag;
        this.countedFrom = effectiveAt.plus(allowedLag);
    }

    void add(Use use) {
        if (lastUse == null || use.at().isAfter(lastUse)) {
            lastUse = use.at();
        }
        if (use.at().isAfter(effectiveAt)) {
            tokensAfter += use.tokens();
        }
        if (use.at().isAfter(countedFrom)) {
            callsAfter += use.calls();
            tokensCounted += use.tokens();
        }
    }

    /** What the usage that was added shows. */
    Containment measure(Instant now) {
        Instant end = lastUse == null || lastUse.isBefore(effectiveAt) ? effectiveAt : lastUse;
        Duration quiet = Duration.between(end, now);
        boolean went = isQuiet(now);
        BigDecimal cost = went ? costOf(quiet) : null;
        return Containment.newBuilder()
                .setQuiet(went)
                .setEffectiveAt(effectiveAt)
                .setAllowedLagMs(allowedLag.toMillis())
                .setLastUseAt(lastUse)
                .setCallsAfter(callsAfter)
                .setTokensAfter(tokensAfter)
                .setTimeToContainMs(millis(Duration.between(action.getProposedAt(), end)))
                .setPropagationLagMs(millis(Duration.between(effectiveAt, end)))
                .setTokensPrevented(went ? tokensOf(quiet) : 0)
                .setCostPrevented(cost)
                .setCurrency(cost == null ? null : alert.getCurrency())
                .setRuns(
                        action.getContainment() == null
                                ? 1
                                : action.getContainment().getRuns() + 1)
                .setMeasuredAt(now.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /** A throttled identity may go on below the line that it had crossed; any other may not go on at all. */
    private boolean isQuiet(Instant now) {
        if (action.getStep() != ResponseStep.THROTTLE) {
            return callsAfter == 0;
        }
        double minutes = Math.max(1, (double) millis(Duration.between(countedFrom, now)) / MILLIS_PER_MINUTE);
        return (double) tokensCounted / minutes <= line();
    }

    private double line() {
        if (alert.getUnit().equals(TOKENS_A_MINUTE)) {
            return alert.getThreshold();
        }
        List<AlertPoint> series = alert.getSeries();
        Double newest = series.isEmpty() ? null : series.get(series.size() - 1).getThreshold();
        return newest == null ? Double.MAX_VALUE : newest;
    }

    private long tokensOf(Duration quiet) {
        double pace = alert.getUnit().equals(TOKENS_A_MINUTE) ? alert.getObserved() - alert.getExpected() : 0;
        return Math.max(0, Math.round(pace * (double) millis(quiet) / MILLIS_PER_MINUTE));
    }

    private @Nullable BigDecimal costOf(Duration quiet) {
        BigDecimal perHour = alert.getCostAtRiskPerHour();
        return perHour == null
                ? null
                : perHour.multiply(BigDecimal.valueOf(millis(quiet)))
                        .divide(MILLIS_PER_HOUR, COST_SCALE, RoundingMode.DOWN);
    }

    private static long millis(Duration duration) {
        return Math.max(0, duration.toMillis());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertPoint;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One episode over all its revisions.
 *
 * @param alertId its id
 * @param identityId who stopped behaving like itself
 * @param type what was noticed
 * @param subject what it is about within the identity; null when it is the identity as a whole
 * @param openedAt event time at which it opened
 * @param lastAt event time of the newest revision that does not close it
 * @param severity the greatest, 1 to 5
 * @param costPerHour what the use above the usual cost per hour, the greatest; null when no price is known
 * @param currency ISO 4217 code of that
 * @param tokensAbove tokens above the usual peak within the hour before its newest revision
 */
public record AlertEpisode(
        String alertId,
        String identityId,
        AlertType type,
        @Nullable String subject,
        Instant openedAt,
        Instant lastAt,
        int severity,
        @Nullable BigDecimal costPerHour,
        @Nullable String currency,
        long tokensAbove) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int NANO_DIGITS = 9;

    /** Episodes in the order in which they are first told of; whatever revisions are there. */
    public static Collection<AlertEpisode> of(List<Alert> alerts) {
        Map<String, AlertEpisode> episodes = new LinkedHashMap<>();
        alerts.forEach(alert -> episodes.merge(alert.getAlertId(), of(alert), AlertEpisode::and));
        return episodes.values();
    }

    private static AlertEpisode of(Alert alert) {
        boolean closes = alert.getState() == EpisodeState.CLOSED;
        return new AlertEpisode(
                alert.getAlertId(),
                alert.getIdentityId(),
                alert.getType(),
                alert.getSubject(),
                alert.getOpenedAt(),
                closes ? alert.getOpenedAt() : alert.getRaisedAt(),
                alert.getSeverity(),
                alert.getCostAtRiskPerHour(),
                alert.getCurrency(),
                tokensAbove(alert.getSeries()));
    }

    private AlertEpisode and(AlertEpisode later) {
        boolean costlier =
                later.costPerHour != null && (costPerHour == null || later.costPerHour.compareTo(costPerHour) > 0);
        return new AlertEpisode(
                alertId,
                identityId,
                type,
                subject,
                openedAt,
                later.lastAt.isAfter(lastAt) ? later.lastAt : lastAt,
                Math.max(severity, later.severity),
                costlier ? later.costPerHour : costPerHour,
                costlier ? later.currency : currency,
                Math.max(tokensAbove, later.tokensAbove));
    }

    private static long tokensAbove(List<AlertPoint> series) {
        return Math.round(series.stream()
                .mapToDouble(point -> Math.max(0, point.getObserved() - point.getExpected()))
                .sum());
    }

    /** What it is about: the same over all ways to judge. */
    String about() {
        return identityId + "\n" + type + "\n" + subject;
    }

    /** What its use above the usual cost while it lasted, a minute at least; null when no price is known. */
    public @Nullable BigDecimal cost() {
        if (costPerHour == null) {
            return null;
        }
        Duration lasted = Duration.between(openedAt, lastAt);
        long seconds = Math.max(lasted.toSeconds(), SHORTEST.toSeconds());
        return costPerHour
                .multiply(BigDecimal.valueOf(seconds))
                .divide(SECONDS_PER_HOUR, NANO_DIGITS, RoundingMode.HALF_EVEN);
    }
}

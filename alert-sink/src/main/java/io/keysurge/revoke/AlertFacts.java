// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policy looks at in one revision of an alert, and nothing else.
 *
 * @param alertId the episode
 * @param revision 1 for the opening revision, growing by 1
 * @param state where the episode is in its life
 * @param type what was noticed
 * @param detection LIVE, or REPLAY, which nothing may act on
 * @param identityId whom an action would hit
 * @param businessUnit who pays for it; null when that is not known
 * @param applications which applications used it lately, with their part of its tokens in per cent; the five largest
 * @param registered true when the identity registry knows the identity
 * @param neverAutoRevoke the registry's own flag
 * @param criticality what stops when the identity is stopped
 * @param severity 1 to 5
 * @param warming true while the baseline has learned too little
 * @param goesOn true when the window that was judged lies after the one that opened the episode
 * @param relatedTypes other types whose signs the alert itself rests on
 * @param raisedAt event time of this revision
 * @param explanation one sentence for a person
 */
public record AlertFacts(
        String alertId,
        int revision,
        EpisodeState state,
        AlertType type,
        DetectionMode detection,
        String identityId,
        @Nullable String businessUnit,
        Map<String, Integer> applications,
        boolean registered,
        boolean neverAutoRevoke,
        Criticality criticality,
        int severity,
        boolean warming,
        boolean goesOn,
        Set<AlertType> relatedTypes,
        Instant raisedAt,
        String explanation) {

    private static final String APPLICATION = "application";
    private static final double PER_CENT = 100;

    /** The facts of an alert as it stands in the log. */
    public static AlertFacts of(Alert alert) {
        return new AlertFacts(
                alert.getAlertId(),
                alert.getRevision(),
                alert.getState(),
                alert.getType(),
                alert.getMode(),
                alert.getIdentityId(),
                alert.getIdentity().getBusinessUnit(),
                applications(alert),
                alert.getIdentity().getRegistered(),
                alert.getIdentity().getNeverAutoRevoke(),
                alert.getIdentity().getCriticality(),
                alert.getSeverity(),
                alert.getBaseline().getWarming(),
                alert.getWindow().getStart().isAfter(alert.getOpenedAt()),
                related(alert),
                alert.getRaisedAt(),
                alert.getExplanation());
    }

    private static Map<String, Integer> applications(Alert alert) {
        Map<String, Integer> applications = new LinkedHashMap<>();
        for (AlertShare share : alert.getBreakdown()) {
            if (share.getDimension().equals(APPLICATION)) {
                applications.put(share.getValue(), (int) Math.round(share.getShare() * PER_CENT));
            }
        }
        return Collections.unmodifiableMap(applications);
    }

    private static Set<AlertType> related(Alert alert) {
        Set<AlertType> related = EnumSet.noneOf(AlertType.class);
        for (AlertType type : AlertType.values()) {
            if (type != alert.getType() && alert.getRelatedTypes().contains(type.name())) {
                related.add(type);
            }
        }
        return Collections.unmodifiableSet(related);
    }
}

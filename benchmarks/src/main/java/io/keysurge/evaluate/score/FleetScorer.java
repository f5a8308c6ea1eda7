// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Scores alerts on the fleet, where signals go together, as {@code fleet_score.py} of the traces does. */
public final class FleetScorer {

    /** Thefts of three times the typical peak and more. */
    public static final String LARGE_THEFTS = "stolen>=3x";

    private static final String SHARING = "sharing";
    private static final String KEY_CHECKER = "key_checker";
    private static final Set<String> THEFTS = Set.of("stolen", "stolen_slow", KEY_CHECKER);
    private static final Set<String> INCIDENTS = Set.of("stolen", "stolen_slow", KEY_CHECKER, "runaway", SHARING);
    private static final List<String> TYPES = List.of("stolen", "stolen_slow", "runaway", SHARING, KEY_CHECKER);
    private static final Set<String> SIGNS_OF_SHARING = Set.of("FAN_OUT", "NEW_APPLICATION");
    private static final String SIGN_OF_KEY_CHECKER = "KEY_CHECKER";
    private static final long LATEST = 10;
    private static final long LATEST_FOR_KEY_CHECKER = 60;

    private FleetScorer() {}

    /**
     * Scores one set of alerts, each tier apart.
     *
     * @param alerts what was raised
     * @param incidents what happened
     * @param identities how many were watched
     */
    public static Map<Tier, TierScore> score(List<AlertRow> alerts, List<Incident> incidents, int identities) {
        Map<Tier, TierScore> scores = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            scores.put(tier, score(tier, alerts, incidents, identities));
        }
        return scores;
    }

    /** What became of each incident if only the alerts of a tier exist, in the order of the labels. */
    public static List<Outcome> outcomes(Tier tier, List<AlertRow> alerts, List<Incident> incidents) {
        List<AlertRow> counted = alerts.stream()
                .filter(alert -> Scored.counts(alert) && tier.holds(alert))
                .toList();
        return incidents.stream().map(incident -> outcome(counted, incident)).toList();
    }

    /** The same for one tier. */
    public static TierScore score(Tier tier, List<AlertRow> alerts, List<Incident> incidents, int identities) {
        List<Episode> episodes = new ArrayList<>();
        Scored.minutes(alerts, tier::holds)
                .forEach((identity, minutes) -> episodes.addAll(Episode.chain(identity, minutes)));
        Set<String> fitting = tier == Tier.REVOKE ? THEFTS : INCIDENTS;
        List<Episode> unfounded = episodes.stream()
                .filter(episode -> incidents.stream().noneMatch(incident -> explains(incident, fitting, episode)))
                .toList();
        List<Outcome> outcomes = outcomes(tier, alerts, incidents);
        // An identity-week has as many minutes as count, so weeks are identities.
        double weeks = identities;
        int genuine = episodes.size() - unfounded.size();
        return new TierScore(
                episodes.size(),
                unfounded,
                Figures.rounded(unfounded.size() / weeks, 4),
                Figures.rounded(genuine / (double) Math.max(1, episodes.size()), 3),
                byType(outcomes),
                Recall.byMagnitude(outcomes));
    }

    private static boolean explains(Incident incident, Collection<String> fitting, Episode episode) {
        return fitting.contains(incident.type())
                && incident.identities().contains(episode.identity())
                && episode.touches(incident.probe(), incident.end() + Scored.AFTERMATH_MINUTES);
    }

    private static Outcome outcome(List<AlertRow> alerts, Incident incident) {
        OptionalLong first = alerts.stream()
                .filter(alert -> tellsOf(alert, incident))
                .mapToLong(AlertRow::minute)
                .min();
        return first.isPresent() ? Outcome.found(incident, first.getAsLong()) : Outcome.missed(incident);
    }

    private static boolean tellsOf(AlertRow alert, Incident incident) {
        boolean keyChecker = incident.type().equals(KEY_CHECKER);
        long latest = incident.end() + (keyChecker ? LATEST_FOR_KEY_CHECKER : LATEST);
        return incident.identities().contains(alert.identity())
                && incident.probe() <= alert.minute()
                && alert.minute() <= latest
                && (!incident.type().equals(SHARING) || SIGNS_OF_SHARING.contains(alert.type()))
                && (!keyChecker || alert.type().equals(SIGN_OF_KEY_CHECKER));
    }

    private static Map<String, Recall> byType(List<Outcome> outcomes) {
        Map<String, Recall> found = new LinkedHashMap<>();
        put(
                found,
                LARGE_THEFTS,
                outcomes.stream().filter(FleetScorer::isLargeTheft).toList());
        for (String type : TYPES) {
            put(
                    found,
                    type,
                    outcomes.stream()
                            .filter(outcome -> outcome.incident().type().equals(type))
                            .toList());
        }
        return found;
    }

    private static void put(Map<String, Recall> found, String type, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            found.put(type, Recall.of(outcomes));
        }
    }

    private static boolean isLargeTheft(Outcome outcome) {
        return outcome.incident().type().equals("stolen") && outcome.incident().magnitude() >= 3;
    }
}

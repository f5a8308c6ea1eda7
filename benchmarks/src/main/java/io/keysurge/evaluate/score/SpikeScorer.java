// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Scores alerts on clients with injected attacks, as {@code score.py} of the traces does. */
public final class SpikeScorer {

    private static final double MINUTES_PER_WEEK = 10_080.0;
    private static final long LATEST = 10;
    private static final long LASTING_MINUTES = 15;

    private SpikeScorer() {}

    /**
     * Scores one set of alerts.
     *
     * @param alerts what was raised; severities make no difference here
     * @param attacks what happened; each concerns one identity
     * @param identities how many were watched
     */
    public static SpikeScore score(List<AlertRow> alerts, List<Incident> attacks, int identities) {
        Map<Integer, long[]> minutes = Scored.minutes(alerts, any -> true);
        Map<Integer, List<Incident>> byIdentity = attacks.stream().collect(Collectors.groupingBy(SpikeScorer::victim));
        List<Episode> episodes = new ArrayList<>();
        minutes.forEach((identity, raised) -> episodes.addAll(Episode.chain(identity, raised)));
        List<Episode> unfounded = episodes.stream()
                .filter(episode -> byIdentity.getOrDefault(episode.identity(), List.of()).stream()
                        .noneMatch(attack -> episode.touches(attack.start(), attack.end() + Scored.AFTERMATH_MINUTES)))
                .toList();
        List<Outcome> outcomes = outcomes(minutes, attacks);
        double weeks = weeks(attacks, identities);
        int genuine = episodes.size() - unfounded.size();
        return new SpikeScore(
                identities,
                Figures.rounded(weeks, 1),
                episodes.size(),
                unfounded,
                (int) unfounded.stream().map(Episode::identity).distinct().count(),
                Figures.rounded(unfounded.size() / weeks, 4),
                Figures.rounded(genuine / (double) Math.max(1, episodes.size()), 3),
                Recall.of(outcomes),
                Recall.by(outcome -> outcome.incident().type(), outcomes),
                Recall.byMagnitude(outcomes),
                recall(outcomes, SpikeScorer::isSpikeFromThree),
                recall(outcomes, outcome -> isSpikeFromThree(outcome) && lasts(outcome)));
    }

    /** What became of each attack, in the order of the labels. */
    public static List<Outcome> outcomes(List<AlertRow> alerts, List<Incident> attacks) {
        return outcomes(Scored.minutes(alerts, any -> true), attacks);
    }

    private static List<Outcome> outcomes(Map<Integer, long[]> minutes, List<Incident> attacks) {
        return attacks.stream()
                .map(attack -> outcome(minutes.getOrDefault(victim(attack), new long[0]), attack))
                .toList();
    }

    private static Outcome outcome(long[] minutes, Incident attack) {
        for (long minute : minutes) {
            if (attack.start() <= minute && minute <= attack.end() + LATEST) {
                return Outcome.found(attack, minute);
            }
        }
        return Outcome.missed(attack);
    }

    private static double weeks(List<Incident> attacks, int identities) {
        long attacked = attacks.stream().mapToLong(Incident::minutes).sum();
        return (identities * Scored.MINUTES - attacked) / MINUTES_PER_WEEK;
    }

    private static Recall recall(List<Outcome> outcomes, Predicate<Outcome> wanted) {
        return Recall.of(outcomes.stream().filter(wanted).toList());
    }

    private static boolean isSpikeFromThree(Outcome outcome) {
        return outcome.incident().type().equals("spike") && outcome.incident().magnitude() >= 3;
    }

    private static boolean lasts(Outcome outcome) {
        return outcome.incident().minutes() >= LASTING_MINUTES;
    }

    private static int victim(Incident attack) {
        return attack.identities().get(0);
    }
}

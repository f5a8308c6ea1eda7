// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the episodes of one way to judge differ from those of another.
 *
 * @param unchanged how many are the same, in both and as severe
 * @param fresh those of the other way alone
 * @param lost those of the one way alone
 * @param moved the same trouble, opened earlier or later
 * @param regraded opened alike, with another greatest severity
 */
public record AlertDifference(
        int unchanged, List<AlertEpisode> fresh, List<AlertEpisode> lost, List<Pair> moved, List<Pair> regraded) {

    /** How far apart two episodes about the same may open and be the same trouble. */
    static final Duration NEAR = Duration.ofHours(1);

    /**
     * One episode in both ways.
     *
     * @param before as the one way has it
     * @param after as the other has it
     */
    public record Pair(AlertEpisode before, AlertEpisode after) {

        /** How much later it opens; negative when earlier. */
        public Duration later() {
            return Duration.between(before.openedAt(), after.openedAt());
        }
    }

    /** Compares. */
    public static AlertDifference of(Collection<AlertEpisode> before, Collection<AlertEpisode> after) {
        Map<String, AlertEpisode> lost = new LinkedHashMap<>();
        before.forEach(episode -> lost.put(episode.alertId(), episode));
        List<Pair> regraded = new ArrayList<>();
        List<AlertEpisode> unmatched = new ArrayList<>();
        int unchanged = 0;
        for (AlertEpisode episode : after) {
            AlertEpisode same = lost.remove(episode.alertId());
            if (same == null) {
                unmatched.add(episode);
            } else if (same.severity() == episode.severity()) {
                unchanged++;
            } else {
                regraded.add(new Pair(same, episode));
            }
        }
        List<Pair> moved = new ArrayList<>();
        List<AlertEpisode> fresh = new ArrayList<>();
        for (AlertEpisode episode : unmatched) {
            lost.values().stream()
                    .filter(other -> isSameTrouble(other, episode))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> {
                                lost.remove(other.alertId());
                                moved.add(new Pair(other, episode));
                            },
                            () -> fresh.add(episode));
        }
        return new AlertDifference(unchanged, fresh, List.copyOf(lost.values()), moved, regraded);
    }

    /** They are about the same, and overlap or nearly do. */
    private static boolean isSameTrouble(AlertEpisode before, AlertEpisode after) {
        return before.about().equals(after.about())
                && !before.openedAt().isAfter(after.lastAt().plus(NEAR))
                && !after.openedAt().isAfter(before.lastAt().plus(NEAR));
    }

    /** True when nothing differs. */
    public boolean isEmpty() {
        return fresh.isEmpty() && lost.isEmpty() && moved.isEmpty() && regraded.isEmpty();
    }

    /** What the use above the usual of all lost episodes cost while they lasted, by currency; where a price is known. */
    public Map<String, BigDecimal> missedCost() {
        Map<String, BigDecimal> missed = new TreeMap<>();
        for (AlertEpisode episode : lost) {
            BigDecimal cost = episode.cost();
            String currency = episode.currency();
            if (cost != null && currency != null) {
                missed.merge(currency, cost, BigDecimal::add);
            }
        }
        return missed;
    }

    /** Tokens above the usual peak of all lost episodes, of the last hour of each. */
    public long missedTokens() {
        return lost.stream().mapToLong(AlertEpisode::tokensAbove).sum();
    }
}

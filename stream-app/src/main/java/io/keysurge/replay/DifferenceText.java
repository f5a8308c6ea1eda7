// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.replay.AlertDifference.Pair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How two ways to judge differ, for people and for machines. */
public final class DifferenceText {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MONEY_DIGITS = 2;

    private DifferenceText() {}

    /**
     * For people: a table by type, then episodes, the gravest first.
     *
     * @param most how many episodes of each sort are named
     */
    public static List<String> lines(AlertDifference difference, int most) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-24s %8s %8s %8s %12s", "type", "new", "lost", "moved", "severity"));
        byType(difference)
                .forEach((type, counts) -> lines.add(String.format(
                        Locale.ROOT, "%-24s %,8d %,8d %,8d %,12d", type, counts[0], counts[1], counts[2], counts[3])));
        lines.add(String.format(Locale.ROOT, "Unchanged: %,d episodes.", difference.unchanged()));
        name("new", difference.fresh(), most, lines);
        name("lost", difference.lost(), most, lines);
        for (Pair pair : first(gravestPairsFirst(difference.moved()), most)) {
            lines.add("moved     " + describe(pair.after()) + "; opens " + shift(pair.later()));
        }
        more("moved", difference.moved().size(), most, lines);
        for (Pair pair : first(gravestPairsFirst(difference.regraded()), most)) {
            lines.add("severity  " + describe(pair.after()) + "; was "
                    + pair.before().severity());
        }
        more("severity", difference.regraded().size(), most, lines);
        if (!difference.lost().isEmpty()) {
            lines.add(missed(difference));
        }
        return lines;
    }

    private static String missed(AlertDifference difference) {
        Map<String, BigDecimal> costs = difference.missedCost();
        String money = costs.isEmpty()
                ? "no price is known of it"
                : "about "
                        + costs.entrySet().stream()
                                .map(each -> each.getValue().setScale(MONEY_DIGITS, RoundingMode.HALF_UP) + " "
                                        + each.getKey())
                                .collect(Collectors.joining(" and "))
                        + " while they lasted";
        return String.format(
                Locale.ROOT,
                "What would have been missed: %,d tokens above the usual peak within the last hour of each; %s.",
                difference.missedTokens(),
                money);
    }

    private static void name(String what, List<AlertEpisode> episodes, int most, List<String> lines) {
        for (AlertEpisode episode : first(gravestFirst(episodes), most)) {
            lines.add(String.format(Locale.ROOT, "%-9s ", what) + describe(episode));
        }
        more(what, episodes.size(), most, lines);
    }

    private static List<AlertEpisode> gravestFirst(List<AlertEpisode> episodes) {
        return episodes.stream()
                .sorted(Comparator.comparingInt(AlertEpisode::severity).reversed())
                .toList();
    }

    private static List<Pair> gravestPairsFirst(List<Pair> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingInt((Pair pair) -> pair.after().severity())
                        .reversed())
                .toList();
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(all.size(), most));
    }

    private static void more(String what, int count, int most, List<String> lines) {
        if (count > most) {
            lines.add(String.format(Locale.ROOT, "%-9s and %,d more", what, count - most));
        }
    }

    private static String describe(AlertEpisode episode) {
        return episode.openedAt().truncatedTo(ChronoUnit.SECONDS) + "  severity " + episode.severity() + "  "
                + episode.type() + "  " + AlertLine.printable(episode.identityId()) + subject(episode.subject()) + "  "
                + episode.alertId();
    }

    private static String subject(@Nullable String subject) {
        return subject == null || subject.isEmpty() ? "" : " (" + AlertLine.printable(subject) + ")";
    }

    private static String shift(Duration later) {
        long seconds = Math.abs(later.toSeconds());
        String much = seconds < 120 ? seconds + " s" : seconds / 60 + " min";
        return much + (later.isNegative() ? " earlier" : " later");
    }

    /** New, lost, moved, regraded. */
    private static Map<String, int[]> byType(AlertDifference difference) {
        Map<String, int[]> counts = new TreeMap<>();
        difference.fresh().forEach(episode -> count(counts, episode, 0));
        difference.lost().forEach(episode -> count(counts, episode, 1));
        difference.moved().forEach(pair -> count(counts, pair.after(), 2));
        difference.regraded().forEach(pair -> count(counts, pair.after(), 3));
        return counts;
    }

    private static void count(Map<String, int[]> counts, AlertEpisode episode, int column) {
        counts.computeIfAbsent(episode.type().name(), first -> new int[4])[column]++;
    }

    /** For machines: JSON Lines, one for each episode that differs, then one with the sums. */
    public static List<String> json(AlertDifference difference) {
        List<String> lines = new ArrayList<>();
        difference.fresh().forEach(episode -> lines.add(node("new", episode).toString()));
        difference.lost().forEach(episode -> lines.add(node("lost", episode).toString()));
        difference
                .moved()
                .forEach(pair -> lines.add(node("moved", pair.after())
                        .put("before_alert_id", pair.before().alertId())
                        .put("later_seconds", pair.later().toSeconds())
                        .toString()));
        difference
                .regraded()
                .forEach(pair -> lines.add(node("severity", pair.after())
                        .put("before_severity", pair.before().severity())
                        .toString()));
        ObjectNode sums = JSON.createObjectNode()
                .put("change", "sums")
                .put("unchanged", difference.unchanged())
                .put("new", difference.fresh().size())
                .put("lost", difference.lost().size())
                .put("moved", difference.moved().size())
                .put("severity", difference.regraded().size())
                .put("missed_tokens", difference.missedTokens());
        difference
                .missedCost()
                .forEach((currency, cost) -> sums.withObject("/missed_cost").put(currency, cost));
        lines.add(sums.toString());
        return lines;
    }

    private static ObjectNode node(String change, AlertEpisode episode) {
        return JSON.createObjectNode()
                .put("change", change)
                .put("alert_id", episode.alertId())
                .put("type", episode.type().name())
                .put("identity_id", episode.identityId())
                .put("subject", episode.subject())
                .put("opened_at", episode.openedAt().toString())
                .put("severity", episode.severity())
                .put("cost", episode.cost())
                .put("currency", episode.currency())
                .put("tokens_above", episode.tokensAbove());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.detect.Attempt;
import io.keysurge.replay.SourceExplanation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation about a source, for people and for machines. */
public final class SourceExplanationText {

    private SourceExplanationText() {}

    /**
     * For people.
     *
     * @param most how many attempts are shown: the last ones
     */
    public static List<String> lines(SourceExplanation explanation, int most) {
        List<String> lines = new ArrayList<>(ReproductionText.head(explanation.reproduction()));
        List<Step> steps = explanation.steps();
        lines.add("");
        if (!steps.isEmpty()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%14s  %-24s %6s  %-8s %-8s  %-20s %s",
                    "partition@off.",
                    "event time",
                    "tried",
                    "call",
                    "key",
                    "identity",
                    "decision"));
            if (steps.size() > most) {
                lines.add(String.format(Locale.ROOT, "               (%,d attempts before)", steps.size() - most));
            }
            steps.subList(Math.max(0, steps.size() - most), steps.size()).forEach(step -> lines.add(line(step)));
            lines.add("");
        }
        lines.addAll(ReproductionText.verdict(explanation.reproduction()));
        return lines;
    }

    private static String line(Step step) {
        Attempt attempt = step.attempt();
        return String.format(
                Locale.ROOT,
                "%14s  %-24s %,6d  %-8s %-8s  %-20s %s",
                attempt.position().partition() + "@" + attempt.position().offset(),
                Instant.ofEpochMilli(attempt.occurredAt()),
                step.tried(),
                attempt.refused() ? "refused" : "empty",
                attempt.exposed() ? "exposed" : "-",
                AlertLine.printable(attempt.identityId()),
                ReproductionText.decision(step.raised()));
    }

    /** For machines: one JSON object. */
    public static String json(SourceExplanation explanation) {
        ObjectNode node = ReproductionText.json(explanation.reproduction());
        ArrayNode attempts = node.putArray("attempts");
        for (Step step : explanation.steps()) {
            Attempt attempt = step.attempt();
            ObjectNode each = attempts.addObject()
                    .put("partition", attempt.position().partition())
                    .put("offset", attempt.position().offset())
                    .put("event_id", attempt.eventId())
                    .put(
                            "occurred_at",
                            Instant.ofEpochMilli(attempt.occurredAt()).toString())
                    .put("identity_id", attempt.identityId())
                    .put("refused", attempt.refused())
                    .put("exposed", attempt.exposed())
                    .put("tried", step.tried());
            ReproductionText.put(each, step.raised());
        }
        return node.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.AlertType;
import io.keysurge.detect.Band;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Usage;
import io.keysurge.replay.Explanation.Caller;
import io.keysurge.replay.Explanation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation, for people and for machines. */
public final class ExplanationText {

    private static final JsonMapper JSON = new JsonMapper();

    private ExplanationText() {}

    /**
     * For people.
     *
     * @param most how many events are shown: the last ones
     */
    public static List<String> lines(Explanation explanation, int most) {
        List<String> lines = new ArrayList<>(ReproductionText.head(explanation.reproduction()));
        List<Step> steps = explanation.steps();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%10s  %-24s %10s %12s %12s %12s  %-14s %s",
                "offset",
                "event time",
                "tokens",
                "tokens/min",
                "usual",
                "threshold",
                "application",
                "decision"));
        if (steps.size() > most) {
            lines.add(String.format(Locale.ROOT, "           (%,d events before)", steps.size() - most));
        }
        steps.subList(Math.max(0, steps.size() - most), steps.size()).forEach(step -> lines.add(line(step)));
        lines.add("");
        if (isCrossedInSilence(explanation)) {
            lines.add(
                    "Above the threshold and yet nothing: calls have to exceed theirs as well, or tokens alone a higher one.");
        }
        callers(explanation).ifPresent(lines::add);
        lines.addAll(ReproductionText.verdict(explanation.reproduction()));
        return lines;
    }

    private static String line(Step step) {
        Usage usage = step.usage();
        Band band = step.band();
        String application = usage.application() == null ? "-" : AlertLine.printable(usage.application());
        return String.format(
                Locale.ROOT,
                "%10d  %-24s %,10d %12s %12s %12s  %-14s %s",
                usage.position().offset(),
                Instant.ofEpochMilli(usage.occurredAt()),
                usage.tokens(),
                band == null ? "-" : number(band.observed()),
                band == null ? "-" : number(band.usual()),
                band == null ? "-" : number(band.threshold()),
                application,
                decision(step));
    }

    private static String number(double tokens) {
        return String.format(Locale.ROOT, "%,.0f", tokens);
    }

    private static String decision(Step step) {
        if (step.outcome() != Outcome.COUNTED) {
            return step.outcome().name().toLowerCase(Locale.ROOT);
        }
        return ReproductionText.decision(step.raised());
    }

    private static boolean isCrossedInSilence(Explanation explanation) {
        return explanation.reproduction().revision().getType() == AlertType.TOKEN_SPIKE
                && explanation.reproduction().revision().getRevision() == 1
                && explanation.steps().stream()
                        .anyMatch(step -> step.raised().isEmpty()
                                && step.band() != null
                                && !step.band().warming()
                                && step.band().observed() > step.band().threshold());
    }

    private static Optional<String> callers(Explanation explanation) {
        List<Caller> callers = explanation.callersInTheHourBefore();
        return callers.isEmpty()
                ? Optional.empty()
                : Optional.of(callers.stream()
                        .map(caller -> String.format(
                                Locale.ROOT,
                                "%s (%,d tokens in %,d calls)",
                                caller.application() == null ? "none named" : AlertLine.printable(caller.application()),
                                caller.tokens(),
                                caller.calls()))
                        .collect(Collectors.joining(", ", "Applications in the hour before: ", ".")));
    }

    /** For machines: one JSON object. */
    public static String json(Explanation explanation) {
        ObjectNode node = ReproductionText.json(explanation.reproduction());
        ArrayNode steps = node.putArray("events");
        explanation.steps().forEach(step -> steps.add(node(step)));
        ArrayNode callers = node.putArray("applications_in_the_hour_before");
        explanation
                .callersInTheHourBefore()
                .forEach(each -> callers.addObject()
                        .put("application_id", each.application())
                        .put("tokens", each.tokens())
                        .put("calls", each.calls()));
        return node.toString();
    }

    private static ObjectNode node(Step step) {
        Usage usage = step.usage();
        ObjectNode node = JSON.createObjectNode()
                .put("partition", usage.position().partition())
                .put("offset", usage.position().offset())
                .put("event_id", usage.eventId())
                .put("occurred_at", Instant.ofEpochMilli(usage.occurredAt()).toString())
                .put("tokens", usage.tokens())
                .put("application_id", usage.application())
                .put("model", usage.model())
                .put("outcome", step.outcome().name());
        put(node, step.band());
        ReproductionText.put(node, step.raised());
        return node;
    }

    private static void put(ObjectNode node, @Nullable Band band) {
        if (band != null) {
            node.put("observed", band.observed())
                    .put("usual", band.usual())
                    .put("threshold", band.threshold())
                    .put("warming", band.warming());
        }
    }
}

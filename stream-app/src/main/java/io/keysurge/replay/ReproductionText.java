// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.Alert;
import io.keysurge.replay.Reproduction.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What all explanations say alike: which alert it is, and whether the same came out. */
public final class ReproductionText {

    private static final JsonMapper JSON = new JsonMapper();
    /** What a setting and the version of the detector change without any change of judgement. */
    private static final Set<String> OF_THE_RUN = Set.of("configuration_hash", "detector");

    private ReproductionText() {}

    /** True when every field of judgement came out as recorded. */
    public static boolean isReproduced(Reproduction reproduction) {
        return reproduction.deviations().stream().allMatch(each -> OF_THE_RUN.contains(each.field()));
    }

    static List<String> head(Reproduction reproduction) {
        Alert alert = reproduction.revision();
        return List.of(
                AlertLine.of(alert, false),
                String.format(
                        Locale.ROOT,
                        "Judged: %s to %s; %,.0f %s, expected %,.0f, threshold %,.0f.",
                        alert.getWindow().getStart(),
                        alert.getWindow().getEnd(),
                        alert.getObserved(),
                        alert.getUnit(),
                        alert.getExpected(),
                        alert.getThreshold()));
    }

    static String decision(List<Alert> raised) {
        return raised.isEmpty()
                ? "nothing"
                : raised.stream()
                        .map(alert -> alert.getType() + " " + alert.getSeverity() + " " + alert.getState())
                        .collect(Collectors.joining(", "));
    }

    static List<String> verdict(Reproduction reproduction) {
        List<Deviation> deviations = reproduction.deviations();
        if (deviations.isEmpty()) {
            return List.of("Reproduced: " + reproduction.reproduced() + " of " + reproduction.revisions()
                    + " revisions, to the last field.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                isReproduced(reproduction)
                        ? "Reproduced in every field of judgement; it was recorded by another version or configuration:"
                        : "Not reproduced:");
        for (Deviation each : deviations) {
            lines.add("  revision " + each.revision() + ", " + each.field() + ": recorded "
                    + AlertLine.printable(each.recorded()) + ", recomputed " + AlertLine.printable(each.recomputed()));
        }
        return lines;
    }

    static ObjectNode json(Reproduction reproduction) {
        ObjectNode node = JSON.createObjectNode()
                .put("alert_id", reproduction.revision().getAlertId())
                .put("revision", reproduction.revision().getRevision())
                .put("reproduced", isReproduced(reproduction))
                .put("revisions", reproduction.revisions())
                .put("revisions_reproduced", reproduction.reproduced());
        ArrayNode deviations = node.putArray("deviations");
        reproduction
                .deviations()
                .forEach(each -> deviations
                        .addObject()
                        .put("revision", each.revision())
                        .put("field", each.field())
                        .put("recorded", each.recorded())
                        .put("recomputed", each.recomputed()));
        return node;
    }

    static void put(ObjectNode step, List<Alert> raised) {
        ArrayNode alerts = step.putArray("raised");
        raised.forEach(alert -> alerts.addObject()
                .put("alert_id", alert.getAlertId())
                .put("revision", alert.getRevision())
                .put("type", alert.getType().name())
                .put("severity", alert.getSeverity()));
    }
}

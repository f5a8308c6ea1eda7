// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.contract.AlertType;
import io.keysurge.detect.AlertKind;
import io.keysurge.translate.Controls;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the detector can notice: when it fires, how severe it is, and what to do. */
final class AlertTypesPage {

    /**
     * What people should know of a kind of alert.
     *
     * @param when when it fires, in the words of the settings
     * @param unit unit of observed, expected and threshold
     * @param severities severities that it can have, ascending
     * @param severity which of them when
     */
    record Story(String when, String unit, List<Integer> severities, String severity) {}

    private AlertTypesPage() {}

    static String render() {
        var text = new StringBuilder("""
                # Alert types

                What the detector can notice today. An alert is one episode of one identity: `OPEN` when it begins,
                `ESCALATED` when it becomes more severe, `CLOSED` after `episode.quiet.minutes` of the identity's own event
                time without a further sign; the same `alert_id`, a growing `revision`. While fewer than
                `baseline.warm.up.days` active days are known, severity is at most 2; in an environment that begins with
                `test` or `dev`, at most 3. The numbers behind the settings are in `settings.md`.
                """);
        for (AlertKind kind : AlertKind.values()) {
            text.append(section(kind, story(kind)));
        }
        text.append("\n## Reserved\n\nNames in the Alert contract that nothing raises yet: ")
                .append(MarkdownTable.codes(reserved()))
                .append(".\n");
        return text.toString();
    }

    static Story story(AlertKind kind) {
        return switch (kind) {
            case TOKEN_SPIKE ->
                new Story(
                        "An identity consumes more than on any of its last seven active days. Two measures, each against"
                                + " its own largest: the burst (the lesser of two adjacent minutes) and the level (the mean"
                                + " of ten minutes). The threshold is (largest + `spike.rest.tokens`) ×"
                                + " e^`spike.margin` − `spike.rest.tokens`. Silent until `baseline.warm.up.days`"
                                + " active days are known, and below `spike.burst.floor.tokens` (burst) or"
                                + " `spike.level.floor.tokens` (level).",
                        "tokens/min",
                        List.of(3, 4),
                        "3 above the threshold, 4 above the same threshold with `spike.severe.margin`.");
            case FAN_OUT ->
                new Story(
                        "More distinct applications use one identity within `fanout.window.minutes` than the registry"
                                + " declares; where none are declared, more than the largest number of its last week and"
                                + " `fanout.margin.applications`; while that is not known, more than"
                                + " `fanout.unlearned.applications`.",
                        "applications",
                        List.of(2, 3, 4),
                        "3, or 4 from twice the threshold on; 2 while learning.");
            case NEW_APPLICATION ->
                new Story(
                        "An application uses the identity for the first time and is not on the declared list; where none"
                                + " is declared, one that an identity known for `baseline.warm.up.days` active days never"
                                + " had.",
                        "applications",
                        List.of(2, 3),
                        "3 where applications are declared, 2 where they are not.");
        };
    }

    private static String section(AlertKind kind, Story story) {
        var actions = new MarkdownTable("severity", "recommended action");
        for (int severity : story.severities()) {
            actions.row(
                    Integer.toString(severity),
                    MarkdownTable.code(Controls.recommended(kind, severity).name()));
        }
        return """

                ## %s

                %s

                Unit: %s. Severity: %s Controls: %s.

                %s""".formatted(
                        kind,
                        story.when(),
                        MarkdownTable.code(story.unit()),
                        story.severity(),
                        MarkdownTable.codes(Controls.of(kind)),
                        actions);
    }

    private static List<String> reserved() {
        var raised = Arrays.stream(AlertKind.values()).map(Enum::name).collect(Collectors.toSet());
        return Arrays.stream(AlertType.values())
                .filter(type -> type != AlertType.UNKNOWN)
                .map(Enum::name)
                .filter(name -> !raised.contains(name))
                .toList();
    }
}

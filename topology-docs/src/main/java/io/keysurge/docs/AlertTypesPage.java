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
     * @param units units of observed, expected and threshold
     * @param severities severities that it can have, ascending
     * @param severity which of them when
     */
    record Story(String when, List<String> units, List<Integer> severities, String severity) {}

    private AlertTypesPage() {}

    static String render() {
        var text = new StringBuilder("""
                # Alert types

                What the detector can notice today. An alert is one episode of one identity: `OPEN` when it begins,
                `ESCALATED` when it becomes more severe, `CLOSED` after `episode.quiet.minutes` of the identity's own event
                time without a further sign; the same `alert_id`, a growing `revision`. While fewer than
                `baseline.warm.up.days` active days are known, severity is at most 2; in an environment that begins with
                `test` or `dev`, signs of the rate alone are at most 3. While an episode about the rate is open, notable
                signs of other kinds about the rate join it: `related_types` names them. `sensitivity.*`, an identity's own
                `sensitivities` and its `tolerances` move the bars. The rule of each as formulas, and what it rests on:
                [detectors](detectors/README.md). Why and how well: `../RATIONALE.md`, `../benchmarks/QUALITY.md`.
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
        return AlertStories.of(kind);
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

                Unit: %s. Severity: %s Controls: %s. Evidence: [%s](%s).

                %s""".formatted(
                        kind,
                        story.when(),
                        MarkdownTable.codes(story.units()),
                        story.severity(),
                        MarkdownTable.codes(Controls.of(kind)),
                        DetectorPages.file(kind),
                        DetectorPages.file(kind),
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

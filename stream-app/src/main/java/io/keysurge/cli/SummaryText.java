// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.AlertLine;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.Alert;
import io.keysurge.demo.DemoSummary;
import io.keysurge.demo.StoryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A demo's summary, for people and for machines. */
final class SummaryText {

    private static final JsonMapper JSON = new JsonMapper();

    private SummaryText() {}

    /** The summary for a person, line by line. */
    static List<String> lines(DemoSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d identities, %,d events of history published and judged in %.1f s (%,.0f events/s), %,d live; %.0f s in all.",
                summary.identities(),
                summary.historyEvents(),
                summary.historySeconds(),
                summary.historyRate(),
                summary.liveEvents(),
                summary.seconds()));
        lines.add(summary.alerts() + " alert records, " + summary.dryRunActions()
                + " actions planned in dry run"
                + (summary.contained()
                        ? "; the stolen key was suspended in Keycloak, seen without a token, and set free again by command."
                        : ", nothing was touched."));
        summary.stories().forEach(outcome -> lines.add(line(outcome)));
        summary.falseAlerts()
                .forEach(alert -> lines.add("FALSE   " + alert.getType() + " on " + alert.getIdentityId() + ": "
                        + AlertLine.printable(alert.getExplanation())));
        lines.add(
                summary.passed()
                        ? "All three stories were caught, and nobody else was accused."
                        : "The demo FAILED: a story was missed or had no action, or somebody else was accused.");
        lines.add(
                "Next: ./keysurge up   ./keysurge load --format minutes FILE   ./keysurge alerts --follow   ./keysurge help");
        return lines;
    }

    /** The summary for a machine, on one line. */
    static String json(DemoSummary summary) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("passed", summary.passed())
                .put("identities", summary.identities())
                .put("history_events", summary.historyEvents())
                .put("history_seconds", summary.historySeconds())
                .put("history_events_per_second", Math.round(summary.historyRate()))
                .put("live_events", summary.liveEvents())
                .put("seconds", summary.seconds())
                .put("alerts", summary.alerts())
                .put("dry_run_actions", summary.dryRunActions())
                .put("contained", summary.contained());
        summary.stories().forEach(outcome -> tree.withArray("stories").add(tree(outcome)));
        tree.putArray("false_alerts");
        for (Alert alert : summary.falseAlerts()) {
            tree.withArray("false_alerts")
                    .addObject()
                    .put("identity_id", alert.getIdentityId())
                    .put("type", alert.getType().name())
                    .put("explanation", alert.getExplanation());
        }
        return tree.toString();
    }

    private static String line(StoryOutcome outcome) {
        String who = outcome.story().title() + " " + outcome.story().victim().id();
        if (outcome.caught().isEmpty()) {
            return "MISSED  " + who + ": no alert of type " + outcome.story().fittingAlerts();
        }
        StoryOutcome.Catch found = outcome.caught().get();
        return "CAUGHT  " + who + ": " + found.alert().getType() + ", severity "
                + found.gravest() + ", " + seconds(outcome.eventTimeDelay())
                + " of event time after it began; in the log "
                + millis(found.detectionDelay()) + " and readable " + millis(found.readingDelay())
                + " after the event that showed it; "
                + outcome.action()
                        .map(action -> (action.getMode() == ActionMode.DRY_RUN ? "dry run would " : "live ")
                                + action.getStep())
                        .orElse("NO ACTION followed");
    }

    private static ObjectNode tree(StoryOutcome outcome) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("story", outcome.story().title())
                .put("identity_id", outcome.story().victim().id())
                .put("caught", outcome.caught().isPresent());
        outcome.caught().ifPresent(found -> {
            tree.put("alert_type", found.alert().getType().name())
                    .put("severity", found.gravest())
                    .put("alert_id", found.alert().getAlertId());
            found.detectionDelay().ifPresent(delay -> tree.put("detection_delay_ms", delay.toMillis()));
            found.readingDelay().ifPresent(delay -> tree.put("reading_delay_ms", delay.toMillis()));
        });
        outcome.eventTimeDelay().ifPresent(delay -> tree.put("event_time_delay_s", delay.toMillis() / 1_000.0));
        outcome.action()
                .ifPresent(action -> tree.put("dry_run_step", action.getStep().name()));
        return tree;
    }

    private static String seconds(Optional<Duration> delay) {
        return delay.map(found -> Math.round(found.toMillis() / 1_000.0) + " s").orElse("an unknown time");
    }

    private static String millis(Optional<Duration> delay) {
        return delay.map(found -> found.toMillis() + " ms").orElse("an unknown time");
    }
}

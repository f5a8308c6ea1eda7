// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.cases.CaseReport.Stage;
import io.keysurge.cases.CaseReport.Step;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Containment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a case, before anybody escapes them for a page. */
final class CaseText {

    static final List<String> STAGES = List.of("milestone", "time (UTC)", "consumed before", "consumed after");
    static final List<String> STEPS = List.of(
            "time (UTC)", "appended (UTC)", "what", "detail", "tokens before", "cost before", "tokens after", "record");

    private static final long SECONDS_PER_MINUTE = 60;

    private CaseText() {}

    static String title(CaseReport report) {
        Alert alert = report.incident().episode().newest();
        return "Case " + alert.getAlertId() + ": " + alert.getType() + " on " + alert.getIdentityId();
    }

    /** What is known of the whole. */
    static Map<String, String> facts(CaseReport report) {
        Alert alert = report.incident().episode().newest();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("What", alert.getExplanation());
        facts.put("Severity", alert.getSeverity() + " of 5, confidence " + percent(alert.getConfidence()));
        facts.put("State", alert.getState() + ", revision " + alert.getRevision());
        facts.put("Identity", alert.getIdentityId() + " (" + alert.getIdentity().getKind() + ")");
        facts.put("Owner", known(alert.getIdentity().getOwner()));
        facts.put("Business unit", known(alert.getIdentity().getBusinessUnit()));
        facts.put("Environment", known(alert.getIdentity().getEnvironment()));
        if (alert.getCredential() != null) {
            facts.put("Credential", alert.getCredential().getFingerprint());
        }
        if (!alert.getAffectedIdentities().isEmpty()) {
            facts.put("Identities affected", String.join(", ", alert.getAffectedIdentities()));
        }
        facts.put(
                "Measured",
                String.format(
                        Locale.ROOT,
                        "%,.0f %s, usual %,.0f, threshold %,.0f",
                        alert.getObserved(),
                        alert.getUnit(),
                        alert.getExpected(),
                        alert.getThreshold()));
        facts.put("Controls", String.join(", ", alert.getControlIds()));
        facts.put("Detector", alert.getDetector() + ", configuration " + alert.getConfigurationHash());
        facts.put("Time to detect", detected(report.milestones()));
        report.milestones().timeToDecide().ifPresent(time -> facts.put("Time to decide", lapse(time)));
        report.milestones().timeToExecute().ifPresent(time -> facts.put("Time to execute", lapse(time)));
        report.milestones().timeToVerify().ifPresent(time -> facts.put("Time to verify", lapse(time)));
        contained(report).ifPresent(text -> facts.put("Containment", text));
        facts.put("Consumed since the first event", consumed(report.total()));
        facts.put("Labels", labels(report));
        return facts;
    }

    static List<List<String>> stages(CaseReport report) {
        return report.reached().stream().map(CaseText::row).toList();
    }

    static List<List<String>> steps(CaseReport report) {
        return report.steps().stream().map(CaseText::row).toList();
    }

    /** What the figures are, and are not. */
    static String remark(CaseReport report) {
        return "First bad event: the first of the window that the alert judged. Consumption: usage of "
                + String.join(", ", report.incident().identities())
                + " from the first event on, by event time, of what was appended until "
                + time(report.usageUntil())
                + "; costs as producers state them. Other alerts of the same identities are told"
                + " when they overlap with this one, are no further than " + lapse(Episode.NEAR)
                + " from it, or are of the sink's same case."
                + (report.first().found()
                        ? ""
                        : " The first event is no more in the log: its time is that of the judged window's start.");
    }

    static String consumed(Consumed consumed) {
        return String.format(
                Locale.ROOT, "%,d tokens in %,d calls, %s", consumed.tokens(), consumed.calls(), cost(consumed));
    }

    static String cost(Consumed consumed) {
        return consumed.costs().isEmpty()
                ? "no cost stated"
                : consumed.costs().entrySet().stream()
                        .map(cost -> cost.getValue().stripTrailingZeros().toPlainString() + " " + cost.getKey())
                        .collect(Collectors.joining(", "));
    }

    static String time(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A length of time in the two units that matter. */
    static String lapse(Duration duration) {
        if (duration.isNegative()) {
            return "-" + lapse(duration.negated());
        }
        if (duration.toSeconds() < SECONDS_PER_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit);
        }
    }

    private static String detected(Milestones milestones) {
        String byEvents = lapse(milestones.timeToDetectInEventTime()) + " by event time";
        return milestones.firstEventAppended() == null
                ? byEvents
                : lapse(milestones.timeToDetect()) + " from the first event's arrival to the alert's; " + byEvents;
    }

    private static Optional<String> contained(CaseReport report) {
        return report.incident().actions().stream()
                .map(Tailed::value)
                .map(ActionRecord::getContainment)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .map(CaseText::contained);
    }

    private static String contained(Containment containment) {
        return (containment.getQuiet() ? "quiet" : "used all the same") + "; time to contain "
                + lapse(Duration.ofMillis(containment.getTimeToContainMs())) + ", "
                + String.format(Locale.ROOT, "%,d", containment.getTokensAfter()) + " tokens after the target's yes, "
                + String.format(Locale.ROOT, "%,d", containment.getTokensPrevented()) + " tokens prevented"
                + (containment.getCostPrevented() == null
                        ? ""
                        : ", "
                                + containment
                                        .getCostPrevented()
                                        .stripTrailingZeros()
                                        .toPlainString() + " " + containment.getCurrency() + " prevented");
    }

    private static String labels(CaseReport report) {
        String labels = report.incident().labels().stream()
                .map(Tailed::value)
                .filter(label -> !label.getWithdrawn())
                .map(label -> label.getLabel().name().toLowerCase(Locale.ROOT) + " by " + label.getBy() + " for alert "
                        + label.getAlertId())
                .collect(Collectors.joining(", "));
        return labels.isEmpty() ? "none" : labels;
    }

    private static List<String> row(Stage stage) {
        return List.of(stage.name(), time(stage.at()), consumed(stage.before()), consumed(stage.after()));
    }

    private static List<String> row(Step step) {
        Moment moment = step.moment();
        return List.of(
                time(moment.at()),
                time(moment.appendedAt()),
                moment.title(),
                moment.detail(),
                String.format(Locale.ROOT, "%,d", step.before().tokens()),
                cost(step.before()),
                String.format(Locale.ROOT, "%,d", step.after().tokens()),
                moment.source());
    }

    private static String percent(double part) {
        return Math.round(part * 100) + " %";
    }

    private static String known(@Nullable String text) {
        return text == null ? "not known" : text;
    }
}

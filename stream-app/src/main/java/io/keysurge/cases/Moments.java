// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertLabel;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Records of the topics as moments: what each says, in a few words. */
public final class Moments {

    private static final Set<AlertType> BUDGETS =
            EnumSet.of(AlertType.BUDGET_SOFT, AlertType.BUDGET_HARD, AlertType.BUDGET_FORECAST);

    private Moments() {}

    /**
     * A revision of an alert.
     *
     * @param identity whose story it is told in: of another's alert it is said whose it is
     */
    public static Moment of(Tailed<Alert> revision, String topic, String identity) {
        Alert alert = revision.value();
        String state =
                switch (alert.getState()) {
                    case OPEN -> "opened";
                    case ESCALATED -> "escalated";
                    case CLOSED -> "closed";
                };
        String other = alert.getIdentityId().equals(identity) ? "" : " on " + alert.getIdentityId();
        return new Moment(
                alert.getRaisedAt(),
                revision.appendedAt(),
                BUDGETS.contains(alert.getType()) ? Kind.BUDGET : Kind.ALERT,
                alert.getType() + other + " " + state + ", revision " + alert.getRevision() + ", severity "
                        + alert.getSeverity(),
                sentences(alert.getExplanation(), "Alert " + alert.getAlertId()),
                place(topic, revision));
    }

    /** A report that a credential was found, or that it was not. */
    public static Moment ofExposure(Tailed<ExposureReport> reported, String topic) {
        ExposureReport report = reported.value();
        return new Moment(
                report.getFoundAt(),
                reported.appendedAt(),
                Kind.EXPOSURE,
                report.getWithdrawn() ? "report of an exposed credential taken back" : "credential found exposed",
                sentences(
                        report.getCredentialFingerprint() + " at " + report.getLocation(),
                        report.getReportedBy() == null ? "" : "Reported by " + report.getReportedBy()),
                place(topic, reported));
    }

    /** A state of an action. */
    public static Moment ofAction(Tailed<ActionRecord> written, String topic) {
        ActionRecord action = written.value();
        return new Moment(
                action.getUpdatedAt(),
                written.appendedAt(),
                Kind.ACTION,
                action.getStep() + " through " + action.getConnector() + ": " + action.getState()
                        + (action.getMode() == ActionMode.DRY_RUN ? " (dry run)" : ""),
                sentences(
                        action.getReason(),
                        action.getOutcome() == null ? "" : "The target: " + action.getOutcome(),
                        "By " + action.getActor(),
                        action.getApprovals().isEmpty()
                                ? ""
                                : "Approved by " + String.join(", ", action.getApprovals())),
                place(topic, written));
    }

    static Moment ofAudit(Tailed<AuditRecord> written, String topic) {
        AuditRecord link = written.value();
        return new Moment(
                link.getRecordedAt(),
                written.appendedAt(),
                Kind.AUDIT,
                "audit: " + link.getDecision(),
                sentences(link.getReason(), "By " + link.getActor()),
                place(topic, written));
    }

    static Moment ofReview(Tailed<ReviewRecord> written, String topic) {
        ReviewRecord review = written.value();
        boolean open = review.getState() == ReviewState.OPEN;
        Instant closedAt = review.getClosedAt();
        return new Moment(
                open || closedAt == null ? review.getOpenedAt() : closedAt,
                written.appendedAt(),
                Kind.REVIEW,
                open ? "review asked for until " + review.getDueAt() : "review closed by " + review.getClosedBy(),
                open || review.getReason() == null ? "" : review.getReason(),
                place(topic, written));
    }

    static Moment ofLabel(Tailed<AlertLabel> written, String topic) {
        AlertLabel label = written.value();
        return new Moment(
                label.getAt(),
                written.appendedAt(),
                Kind.LABEL,
                (label.getWithdrawn() ? "label taken back: " : "labelled ")
                        + label.getLabel().name().toLowerCase(Locale.ROOT) + " by " + label.getBy(),
                sentences(label.getNote() == null ? "" : label.getNote(), "Alert " + label.getAlertId()),
                place(topic, written));
    }

    static String place(String topic, Tailed<?> record) {
        return Moment.place(topic, record.partition(), record.offset());
    }

    private static String sentences(String... parts) {
        List<String> said = new ArrayList<>();
        for (String part : parts) {
            if (!part.isBlank()) {
                said.add(part.endsWith(".") ? part : part + ".");
            }
        }
        return String.join(" ", said);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.alerts.Tailed;
import io.keysurge.cases.CaseReport.Stage;
import io.keysurge.cases.CaseReport.Step;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.LabelKind;
import io.keysurge.labels.Labels;
import io.keysurge.ocsf.DetectionFinding;
import io.keysurge.ocsf.DetectionFinding.Activity;
import io.keysurge.wording.Redaction;
import java.util.Objects;

/**
 * A case as one Detection Finding of OCSF: the newest revision of the alert, other alerts as related events, and what
 * OCSF has no field for under {@code unmapped}.
 */
final class CaseFinding {

    private static final int FALSE_POSITIVE = 1;
    private static final int TRUE_POSITIVE = 2;
    private static final int TEST = 6;

    private CaseFinding() {}

    static ObjectNode of(CaseReport report) {
        Incident incident = report.incident();
        Alert alert = incident.episode().newest();
        Activity activity =
                alert.getRevision() > 1 && !incident.episode().closed() ? Activity.UPDATE : Activity.of(alert);
        ObjectNode finding = DetectionFinding.of(
                alert,
                activity,
                CaseText.title(report),
                alert.getAlertId() + "/" + alert.getRevision(),
                caseId(incident),
                alert.getRaisedAt());
        finding.put("start_time", report.first().at().toEpochMilli());
        verdict(finding, incident);
        ArrayNode related = finding.withObject("/finding_info").putArray("related_events");
        incident.others().forEach(other -> related.add(related(other)));
        ObjectNode more = finding.withObject("/unmapped");
        more.put(
                "keysurge.time_to_detect_ms", report.milestones().timeToDetect().toMillis());
        report.milestones().timeToDecide().ifPresent(time -> more.put("keysurge.time_to_decide_ms", time.toMillis()));
        report.milestones().timeToExecute().ifPresent(time -> more.put("keysurge.time_to_execute_ms", time.toMillis()));
        report.milestones().timeToVerify().ifPresent(time -> more.put("keysurge.time_to_verify_ms", time.toMillis()));
        ArrayNode milestones = more.putArray("keysurge.milestones");
        report.reached().forEach(stage -> milestones.add(stage(stage)));
        ArrayNode chronicle = more.putArray("keysurge.chronicle");
        report.steps().forEach(step -> chronicle.add(step(step)));
        return finding;
    }

    /** The sink's case, where the sink had one; else the alert alone. */
    private static String caseId(Incident incident) {
        return incident.actions().stream()
                .map(Tailed::value)
                .filter(action -> action.getAlertId().equals(incident.episode().id()))
                .map(ActionRecord::getCaseId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(incident.episode().id());
    }

    /** What a person said it was, in the words of the incident profile. */
    private static void verdict(ObjectNode finding, Incident incident) {
        Labels labels = new Labels();
        incident.labels().forEach(label -> labels.take(label.value()));
        labels.of(incident.episode().id()).ifPresent(label -> {
            int verdict = label.getLabel() == LabelKind.TRUE
                    ? TRUE_POSITIVE
                    : label.getLabel() == LabelKind.NOISE
                            ? FALSE_POSITIVE
                            : label.getLabel() == LabelKind.TEST ? TEST : 0;
            finding.put("verdict_id", verdict);
            finding.withObject("/metadata").putArray("profiles").add("incident");
        });
    }

    private static ObjectNode related(Episode other) {
        Alert alert = other.newest();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("uid", alert.getAlertId());
        event.put("type_uid", Activity.of(alert).typeUid());
        event.put("title", alert.getType() + " on " + alert.getIdentityId());
        event.put("desc", alert.getExplanation());
        event.put("severity_id", alert.getSeverity());
        event.put("first_seen_time", other.begin().toEpochMilli());
        event.put("last_seen_time", other.end().toEpochMilli());
        return event;
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", stage.name());
        json.put("time", stage.at().toEpochMilli());
        json.set("before", consumed(stage.before()));
        json.set("after", consumed(stage.after()));
        return json;
    }

    private static ObjectNode step(Step step) {
        Moment moment = step.moment();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("time", moment.at().toEpochMilli());
        if (moment.appendedAt() != null) {
            json.put("appended_time", moment.appendedAt().toEpochMilli());
        }
        json.put("kind", moment.kind().name());
        json.put("title", Redaction.mask(moment.title()));
        json.put("detail", Redaction.mask(moment.detail()));
        json.put("record", moment.source());
        json.set("before", consumed(step.before()));
        json.set("after", consumed(step.after()));
        return json;
    }

    private static ObjectNode consumed(Consumed consumed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("calls", consumed.calls());
        json.put("tokens", consumed.tokens());
        ObjectNode costs = json.putObject("costs");
        // As text: a number would be read as a double by most.
        consumed.costs().forEach((currency, cost) -> costs.put(currency, cost.toPlainString()));
        return json;
    }
}

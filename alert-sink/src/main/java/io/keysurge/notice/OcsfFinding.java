// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;

/** An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, version 1.5.0. */
public final class OcsfFinding {

    private static final String VERSION = "1.5.0";
    private static final int CATEGORY_FINDINGS = 2;
    private static final int CLASS_DETECTION_FINDING = 2004;
    private static final int TYPES_PER_CLASS = 100;
    private static final int CREATE = 1;
    private static final int UPDATE = 2;
    private static final int CLOSE = 3;
    private static final int STATUS_NEW = 1;
    private static final int STATUS_IN_PROGRESS = 2;
    private static final int STATUS_RESOLVED = 4;
    private static final double PER_CENT = 100;

    private OcsfFinding() {}

    /**
     * The finding.
     *
     * @param action who tells it, with what became of it
     */
    public static ObjectNode of(ActionRecord action, Alert alert) {
        ObjectNode finding = JsonNodeFactory.instance.objectNode();
        int activity = activity(action, alert);
        finding.put("activity_id", activity);
        finding.put("category_uid", CATEGORY_FINDINGS);
        finding.put("class_uid", CLASS_DETECTION_FINDING);
        finding.put("type_uid", CLASS_DETECTION_FINDING * TYPES_PER_CLASS + activity);
        finding.put("severity_id", alert.getSeverity()); // 1 informational to 5 critical, as ours
        finding.put("status_id", status(activity));
        finding.put("time", alert.getRaisedAt().toEpochMilli());
        finding.put("start_time", alert.getWindow().getStart().toEpochMilli());
        finding.put("end_time", alert.getWindow().getEnd().toEpochMilli());
        finding.put("is_alert", true);
        finding.put("confidence_score", Math.round(alert.getConfidence() * PER_CENT));
        finding.put("message", Notice.of(action, alert).title());
        finding.set("metadata", metadata(action));
        finding.set("finding_info", information(action, alert));
        finding.putArray("resources").add(resource(alert));
        finding.putObject("remediation")
                .put("desc", alert.getRecommendedAction().name());
        finding.putArray("observables")
                .addObject()
                .put("name", "resources[0].uid")
                .put("type_id", 10)
                .put("value", alert.getIdentityId());
        ObjectNode more = finding.putObject("unmapped");
        more.put("keysurge.unit", alert.getUnit());
        more.put("keysurge.observed", alert.getObserved());
        more.put("keysurge.expected", alert.getExpected());
        more.put("keysurge.threshold", alert.getThreshold());
        more.put("keysurge.action_id", action.getActionId());
        more.put("keysurge.plan", action.getPlan());
        return finding;
    }

    private static int activity(ActionRecord action, Alert alert) {
        if (alert.getState() == EpisodeState.CLOSED) {
            return CLOSE;
        }
        return Notice.of(action, alert).update() || alert.getState() == EpisodeState.ESCALATED ? UPDATE : CREATE;
    }

    private static int status(int activity) {
        return switch (activity) {
            case CREATE -> STATUS_NEW;
            case CLOSE -> STATUS_RESOLVED;
            default -> STATUS_IN_PROGRESS;
        };
    }

    private static ObjectNode metadata(ActionRecord action) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("version", VERSION);
        metadata.put("uid", action.getActionId());
        metadata.put("correlation_uid", Cases.caseOf(action));
        metadata.putObject("product").put("name", "Keysurge").put("vendor_name", "Keysurge");
        return metadata;
    }

    private static ObjectNode information(ActionRecord action, Alert alert) {
        ObjectNode information = JsonNodeFactory.instance.objectNode();
        information.put("uid", alert.getAlertId());
        information.put("title", alert.getType() + " on " + alert.getIdentityId());
        information.put("desc", alert.getExplanation());
        information.put("created_time", alert.getOpenedAt().toEpochMilli());
        information.put("modified_time", action.getProposedAt().toEpochMilli());
        information.put("first_seen_time", alert.getWindow().getStart().toEpochMilli());
        information.put("last_seen_time", alert.getRaisedAt().toEpochMilli());
        information.putArray("types").add(alert.getType().name());
        information
                .putObject("analytic")
                .put("name", alert.getDetector())
                .put("type_id", 3) // behavioural
                .put("uid", alert.getConfigurationHash());
        ArrayNode tags = information.putArray("tags");
        alert.getControlIds()
                .forEach(control -> tags.addObject().put("name", "control").put("value", control));
        return information;
    }

    private static ObjectNode resource(Alert alert) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("uid", alert.getIdentityId());
        resource.put("type", "non-human identity");
        resource.put("criticality", alert.getIdentity().getCriticality().name());
        if (alert.getIdentity().getOwner() != null) {
            resource.putObject("owner").put("name", alert.getIdentity().getOwner());
        }
        if (alert.getIdentity().getBusinessUnit() != null) {
            resource.putObject("group").put("name", alert.getIdentity().getBusinessUnit());
        }
        if (alert.getIdentity().getEnvironment() != null) {
            resource.putArray("labels").add("environment:" + alert.getIdentity().getEnvironment());
        }
        return resource;
    }
}

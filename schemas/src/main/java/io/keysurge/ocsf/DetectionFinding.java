// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ocsf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import java.time.Instant;

/** An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework, version 1.5.0. */
public final class DetectionFinding {

    /** The number of the class. */
    public static final int CLASS_UID = 2004;

    private static final String VERSION = "1.5.0";
    private static final int CATEGORY_FINDINGS = 2;
    private static final int TYPES_PER_CLASS = 100;
    private static final int BEHAVIOURAL = 3;
    private static final int RESOURCE_UID = 10;
    private static final double PER_CENT = 100;

    /** What is told of a finding. */
    public enum Activity {
        /** It is new. */
        CREATE(1, 1),
        /** Something is told again, and differs. */
        UPDATE(2, 2),
        /** It is over. */
        CLOSE(3, 4);

        private final int id;
        private final int status;

        Activity(int id, int status) {
            this.id = id;
            this.status = status;
        }

        /** What a revision of an alert tells by itself: it opens, goes on, or ends. */
        public static Activity of(Alert alert) {
            if (alert.getState() == EpisodeState.CLOSED) {
                return CLOSE;
            }
            return alert.getState() == EpisodeState.ESCALATED ? UPDATE : CREATE;
        }

        /** The number of the class with this activity: 200401, 200402 or 200403. */
        public int typeUid() {
            return CLASS_UID * TYPES_PER_CLASS + id;
        }
    }

    private DetectionFinding() {}

    /**
     * The finding.
     *
     * @param activity what is told of it
     * @param message one line for people
     * @param uid of this telling
     * @param correlationUid the same for everything that is told of one incident
     * @param modified when it was told
     */
    public static ObjectNode of(
            Alert alert, Activity activity, String message, String uid, String correlationUid, Instant modified) {
        ObjectNode finding = JsonNodeFactory.instance.objectNode();
        finding.put("activity_id", activity.id);
        finding.put("category_uid", CATEGORY_FINDINGS);
        finding.put("class_uid", CLASS_UID);
        finding.put("type_uid", activity.typeUid());
        finding.put("severity_id", alert.getSeverity()); // 1 informational to 5 critical, as ours
        finding.put("status_id", activity.status);
        finding.put("time", alert.getRaisedAt().toEpochMilli());
        finding.put("start_time", alert.getWindow().getStart().toEpochMilli());
        finding.put("end_time", alert.getWindow().getEnd().toEpochMilli());
        finding.put("is_alert", true);
        finding.put("confidence_score", Math.round(alert.getConfidence() * PER_CENT));
        finding.put("message", message);
        finding.set("metadata", metadata(uid, correlationUid));
        finding.set("finding_info", information(alert, modified));
        finding.putArray("resources").add(resource(alert));
        finding.putObject("remediation")
                .put("desc", alert.getRecommendedAction().name());
        finding.putArray("observables")
                .addObject()
                .put("name", "resources[0].uid")
                .put("type_id", RESOURCE_UID)
                .put("value", alert.getIdentityId());
        finding.putArray("anomaly_analyses").add(analysis(alert));
        ArrayNode evidences = finding.putArray("evidences");
        evidences.add(evidence("first_event", alert.getFirstEvent()));
        evidences.add(evidence("last_event", alert.getLastEvent()));
        ObjectNode more = finding.putObject("unmapped");
        more.put("keysurge.unit", alert.getUnit());
        more.put("keysurge.observed", alert.getObserved());
        more.put("keysurge.expected", alert.getExpected());
        more.put("keysurge.threshold", alert.getThreshold());
        return finding;
    }

    private static ObjectNode metadata(String uid, String correlationUid) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("version", VERSION);
        metadata.put("uid", uid);
        metadata.put("correlation_uid", correlationUid);
        metadata.putObject("product").put("name", "Keysurge").put("vendor_name", "Keysurge");
        return metadata;
    }

    private static ObjectNode information(Alert alert, Instant modified) {
        ObjectNode information = JsonNodeFactory.instance.objectNode();
        information.put("uid", alert.getAlertId());
        information.put("title", alert.getType() + " on " + alert.getIdentityId());
        information.put("desc", alert.getExplanation());
        information.put("created_time", alert.getOpenedAt().toEpochMilli());
        information.put("modified_time", modified.toEpochMilli());
        information.put("first_seen_time", alert.getWindow().getStart().toEpochMilli());
        information.put("last_seen_time", alert.getRaisedAt().toEpochMilli());
        information.putArray("types").add(alert.getType().name());
        information
                .putObject("analytic")
                .put("name", alert.getDetector())
                .put("type_id", BEHAVIOURAL)
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

    /** The baseline against what was observed; values are texts in OCSF. */
    private static ObjectNode analysis(Alert alert) {
        ObjectNode analysis = JsonNodeFactory.instance.objectNode();
        analysis.putObject("analysis_target").put("name", alert.getIdentityId()).put("type", "non-human identity");
        ObjectNode anomaly = measured(alert.getUnit(), alert.getObserved());
        anomaly.put("observed_pattern", alert.getType().name());
        analysis.putArray("anomalies").add(anomaly);
        analysis.putArray("baselines").add(measured(alert.getUnit(), alert.getExpected()));
        return analysis;
    }

    private static ObjectNode measured(String unit, double value) {
        ObjectNode measured = JsonNodeFactory.instance.objectNode();
        measured.put("observation_parameter", unit);
        measured.putArray("observations").addObject().put("value", Double.toString(value));
        return measured;
    }

    private static ObjectNode evidence(String name, EventReference event) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("name", name);
        ObjectNode data = evidence.putObject("data");
        if (event.getEventId() != null) {
            data.put("event_id", event.getEventId());
        }
        data.put("topic", event.getTopic());
        data.put("partition", event.getPartition());
        data.put("offset", event.getOffset());
        return evidence;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.json.RecordJson;
import io.keysurge.notice.CloudEvent;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a reader of the topic gets: attributes of a CloudEvent as headers, what to do as JSON, under the identity's id. */
final class Command {

    /** Of the action, by the names that it has in the ledger; what changes from attempt to attempt is not among it. */
    private static final List<String> SAID = List.of(
            "action_id",
            "alert_id",
            "alert_revision",
            "alert_type",
            "severity",
            "identity_id",
            "business_unit",
            "credential_fingerprint",
            "case_id",
            "step",
            "approvals",
            "evidence",
            "proposed_at");

    private static final String MEDIA_TYPE = "datacontenttype";
    private static final Set<String> NO_ATTRIBUTES = Set.of("data", MEDIA_TYPE);

    private Command() {}

    /** To take a step; the same at every repetition. */
    static ProducerRecord<String, byte[]> toDo(String topic, ActionRecord action, String key) {
        return record(topic, action, CloudEvent.of(action, said(action, false)).put("id", key));
    }

    /** To restore what was before it. The id alone is the same at every repetition: the ledger keeps no time of it. */
    static ProducerRecord<String, byte[]> toUndo(String topic, ActionRecord action, String key) {
        ObjectNode event = CloudEvent.of(action, said(action, true));
        event.put("id", key)
                .put("type", event.path("type").asText() + ".undo")
                .put("time", action.getUpdatedAt().toString());
        return record(topic, action, event);
    }

    private static ObjectNode said(ActionRecord action, boolean undo) {
        return RecordJson.toTree(action).retain(SAID).put("undo", undo);
    }

    private static ProducerRecord<String, byte[]> record(String topic, ActionRecord action, ObjectNode event) {
        ProducerRecord<String, byte[]> command = new ProducerRecord<>(
                topic, action.getIdentityId(), event.path("data").toString().getBytes(UTF_8));
        event.properties().stream()
                .filter(attribute -> !NO_ATTRIBUTES.contains(attribute.getKey()))
                .forEach(attribute -> command.headers()
                        .add(
                                "ce_" + attribute.getKey(),
                                attribute.getValue().asText().getBytes(UTF_8)));
        command.headers().add("content-type", event.path(MEDIA_TYPE).asText().getBytes(UTF_8));
        return command;
    }
}

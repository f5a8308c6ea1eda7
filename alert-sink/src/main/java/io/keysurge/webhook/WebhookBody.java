// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.json.RecordJson;
import io.keysurge.notice.CloudEvent;
import io.keysurge.notice.OcsfFinding;
import java.util.List;
import java.util.Locale;

/**
 * What the receiver reads, in Keysurge's own format: {@code {"type", "timestamp", "data": {"alert", "action"}}}, compact, always below 20 kB,
 * and the same for
 * every attempt at the same action.
 */
final class WebhookBody {

    static final int MOST_BYTES = 20_000;

    /** Parts of the action that change from attempt to attempt. */
    private static final List<String> CHANGING =
            List.of("state", "reason", "attempt", "outcome", "effective_at", "containment", "updated_at");

    /** What an alert can do without, least missed first. */
    private static final List<Cut> CUTS = List.of(
            new Cut("series", 30),
            new Cut("series", 10),
            new Cut("series", 0),
            new Cut("sample_event_ids", 0),
            new Cut("breakdown", 0),
            new Cut("control_ids", 0));

    private static final List<String> ESSENTIALS =
            List.of("alert_id", "revision", "state", "type", "identity_id", "severity", "confidence", "raised_at");

    private WebhookBody() {}

    /** Keep this many of the newest entries of a list. */
    private record Cut(String field, int keep) {}

    static byte[] of(WebhookFormat format, ActionRecord action, Alert alert) {
        boolean tells = action.getStep().compareTo(ResponseStep.NOTIFY_RESPONDERS) <= 0;
        return format == WebhookFormat.OCSF && tells
                ? bytes(OcsfFinding.of(action, alert))
                : whole(format, action, alert);
    }

    private static byte[] whole(WebhookFormat format, ActionRecord action, Alert alert) {
        ObjectNode alertTree = RecordJson.toTree(alert);
        ObjectNode actionTree = RecordJson.toTree(action).without(CHANGING);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("alert", alertTree);
        data.set("action", actionTree);
        ObjectNode body = format == WebhookFormat.CLOUDEVENTS
                ? CloudEvent.of(action, data)
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "action." + action.getStep().name().toLowerCase(Locale.ROOT))
                        .<ObjectNode>set("timestamp", actionTree.path("proposed_at"))
                        .set("data", data);
        return fit(body, data, alertTree);
    }

    private static byte[] fit(ObjectNode body, ObjectNode data, ObjectNode alertTree) {
        byte[] bytes = bytes(body);
        ArrayNode trimmed = JsonNodeFactory.instance.arrayNode();
        for (Cut cut : CUTS) {
            if (bytes.length < MOST_BYTES) {
                return bytes;
            }
            if (alertTree.get(cut.field()) instanceof ArrayNode list) {
                alertTree.set(cut.field(), newest(list, cut.keep()));
            }
            if (!cut.field().equals(trimmed.path(trimmed.size() - 1).asText())) {
                trimmed.add(cut.field());
            }
            data.set("trimmed", trimmed);
            bytes = bytes(body);
        }
        return bytes.length < MOST_BYTES ? bytes : bytes(essentials(body, data, alertTree));
    }

    private static ObjectNode essentials(ObjectNode body, ObjectNode data, ObjectNode alertTree) {
        data.set("alert", alertTree.retain(ESSENTIALS));
        data.putArray("trimmed").add("alert");
        return body;
    }

    private static ArrayNode newest(ArrayNode list, int keep) {
        ArrayNode newest = JsonNodeFactory.instance.arrayNode();
        for (int i = Math.max(0, list.size() - keep); i < list.size(); i++) {
            newest.add(list.get(i));
        }
        return newest;
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().getBytes(UTF_8);
    }
}

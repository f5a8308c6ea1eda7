// SPDX-License-Identifier: Apache-2.0
package io.keysurge.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import java.util.Locale;

/** An envelope of CloudEvents 1.0, structured JSON. */
public final class CloudEvent {

    private static final String SOURCE = "urn:keysurge:alert-sink";

    private CloudEvent() {}

    /**
     * The event of an action, the same for every attempt at it.
     *
     * @param data what it carries
     */
    public static ObjectNode of(ActionRecord action, JsonNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", action.getActionId());
        event.put("source", SOURCE);
        event.put("type", "io.keysurge.action." + action.getStep().name().toLowerCase(Locale.ROOT));
        event.put("subject", action.getIdentityId());
        event.put("time", action.getProposedAt().toString());
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }
}

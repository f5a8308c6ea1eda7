// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What a registry answered. Content types are not looked at, because registries differ in them; an error body that is
 * no JSON counts as no body.
 *
 * @param status HTTP status
 * @param body the answer; a missing node where it was no JSON
 */
record Reply(int status, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 1_000;

    static Reply of(int status, byte[] bytes) {
        try {
            return new Reply(status, JSON.readTree(bytes));
        } catch (IOException notJson) {
            return new Reply(status, MissingNode.getInstance());
        }
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /** Confluent's error code, or the HTTP status where the registry gave none. */
    int errorCode() {
        int code = body.path("error_code").asInt(0);
        return code == 0 ? status : code;
    }

    /** What the registry said, on one line and not too long. */
    String message() {
        String said = body.path("message").asText("");
        if (said.isEmpty()) {
            said = "HTTP status " + status + " without an explanation";
        }
        String line = said.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }
}

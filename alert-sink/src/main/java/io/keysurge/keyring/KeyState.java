// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.keyring.Keyring.Status;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a key stands, as the ledger holds it.
 *
 * @param key its id: what is done later is done to this key, whatever the settings name by then
 * @param status what it can do
 */
record KeyState(String key, Status status) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A state as the ledger holds it; empty when there is none, or none of this kind. */
    static Optional<KeyState> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            String key = tree.path("key").asText();
            return Arrays.stream(Status.values())
                    .filter(status -> status.name().equals(tree.path("status").textValue()))
                    .filter(status -> !key.isEmpty())
                    .map(status -> new KeyState(key, status))
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The state as the ledger is to hold it. */
    String toJson() {
        return JSON.createObjectNode()
                .put("key", key)
                .put("status", status.name())
                .toString();
    }
}

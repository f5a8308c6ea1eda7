// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a key stands, as LiteLLM tells it and as the ledger holds it.
 *
 * @param token its hashed token: what is done later is done to this key, whoever has its alias by then
 * @param blocked true: LiteLLM refuses every request that comes with it
 * @param limits what it may do within a minute
 */
record KeyState(String token, boolean blocked, Limits limits) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "token";
    private static final String BLOCKED = "blocked";

    /** A state as the ledger holds it; empty when there is none, or none of this connector. */
    static Optional<KeyState> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.has(BLOCKED) && tree.has(Limits.TPM) && tree.has(Limits.RPM) ? of(tree) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What a key object says; empty when it is not as documented. A key that was never blocked says null. */
    static Optional<KeyState> of(JsonNode key) {
        JsonNode blocked = key.path(BLOCKED);
        JsonNode tpm = key.path(Limits.TPM);
        JsonNode rpm = key.path(Limits.RPM);
        boolean sound = KeyName.isToken(key.path(TOKEN).asText())
                && (blocked.isBoolean() || isNothing(blocked))
                && isLimit(tpm)
                && isLimit(rpm);
        return sound
                ? Optional.of(
                        new KeyState(key.path(TOKEN).asText(), blocked.asBoolean(), new Limits(limit(tpm), limit(rpm))))
                : Optional.empty();
    }

    /** The state as the ledger is to hold it. */
    String toJson() {
        ObjectNode tree = JSON.createObjectNode().put(TOKEN, token).put(BLOCKED, blocked);
        return tree.put(Limits.TPM, limits.tpm()).put(Limits.RPM, limits.rpm()).toString();
    }

    private static boolean isLimit(JsonNode node) {
        return isNothing(node) || (node.isIntegralNumber() && node.canConvertToLong());
    }

    private static @Nullable Long limit(JsonNode node) {
        return isNothing(node) ? null : (Long) node.longValue();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }
}

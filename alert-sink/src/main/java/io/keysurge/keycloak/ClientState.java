// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an action changes in a client, as it is kept in the ledger.
 *
 * @param enabled false: it gets no token, and no token that it ever got is taken for active
 * @param notBefore epoch second; tokens issued before it stay inactive even when the client is enabled again
 * @param secretSince epoch second at which its secret was made; 0 where Keycloak does not know
 */
record ClientState(boolean enabled, long notBefore, long secretSince) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A state as the ledger holds it; empty when there is none, or none of this connector. */
    static Optional<ClientState> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.path("enabled").isBoolean()
                            && tree.path("notBefore").isIntegralNumber()
                            && tree.path("secretSince").isIntegralNumber()
                    ? Optional.of(new ClientState(
                            tree.path("enabled").booleanValue(),
                            tree.path("notBefore").longValue(),
                            tree.path("secretSince").longValue()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The state as the ledger is to hold it. */
    String toJson() {
        return JSON.createObjectNode()
                .put("enabled", enabled)
                .put("notBefore", notBefore)
                .put("secretSince", secretSince)
                .toString();
    }
}

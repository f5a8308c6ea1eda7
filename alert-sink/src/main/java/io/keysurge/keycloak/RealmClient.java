// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A client as Keycloak represents it. Never prints itself: where a realm rotates secrets, the former one is among the
 * attributes.
 *
 * <p>Keycloak wants the whole representation back: what is left out is not left alone. A client put without
 * {@code serviceAccountsEnabled} loses its service account with every role of it. The secret alone is left out, and is
 * left alone: otherwise a secret that was replaced between reading and writing would come back.
 */
final class RealmClient {

    private static final String SECRET = "secret";

    private final ObjectNode representation;

    RealmClient(ObjectNode representation) {
        this.representation = representation.deepCopy().without(SECRET);
    }

    String uuid() {
        return representation.path("id").asText();
    }

    String clientId() {
        return representation.path("clientId").asText();
    }

    ClientState state() {
        JsonNode secretSince = representation.path("attributes").path("client.secret.creation.time");
        return new ClientState(
                representation.path("enabled").asBoolean(),
                representation.path("notBefore").asLong(),
                secretSince.asLong());
    }

    /** False for a public client, and for one that shows a certificate or signs with a key of its own. */
    boolean hasSecret() {
        return !representation.path("publicClient").asBoolean()
                && representation.path("clientAuthenticatorType").asText().startsWith("client-secret");
    }

    /** The representation with another state, to be put. */
    byte[] with(boolean enabled, long notBefore) {
        return representation
                .deepCopy()
                .put("enabled", enabled)
                .put("notBefore", notBefore)
                .toString()
                .getBytes(UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.util.Map;

/**
 * Which Keycloak is called, and as whom.
 *
 * @param server its base address, with the path that the realms lie under where there is one
 * @param realm the realm that holds both the clients to act on and the connector's own
 * @param adminClient id of the connector's own client: confidential, with a service account that has the role
 *     {@code manage-clients} of {@code realm-management}, and no other
 * @param adminSecret that client's secret
 * @param clients client id by identity id, for identities that are called differently in Keycloak; any other is the
 *     client of its own name
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for one connection to stand
 * @param deadline for all the calls of one action together
 */
public record KeycloakSettings(
        Endpoint server,
        String realm,
        String adminClient,
        AdminSecret adminSecret,
        Map<String, String> clients,
        boolean allowPrivate,
        Duration connectTimeout,
        Duration deadline) {

    public KeycloakSettings {
        clients = Map.copyOf(clients);
        requireName("realm", realm);
        requireName("adminClient", adminClient);
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("deadline", deadline);
        if (server.url().getRawQuery() != null) {
            throw new IllegalArgumentException("server: an address with a query (expected: https://HOST/PATH)");
        }
    }

    /** The client that an identity is in Keycloak. */
    String clientOf(String identityId) {
        return clients.getOrDefault(identityId, identityId);
    }

    /** What may be shown of where the realm is. */
    public String shownRealm() {
        return "realm " + realm + " at " + server.shown();
    }

    private static void requireName(String what, String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(what + ": '" + name + "' (expected: a name)");
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + ": " + duration + " (expected: > 0)");
        }
    }
}

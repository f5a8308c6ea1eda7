// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/** Where things lie in one realm. Every name is encoded: none can lead anywhere else. */
final class KeycloakPaths {

    private final String base;
    private final String realm;

    KeycloakPaths(KeycloakSettings settings) {
        this.base = settings.server().url().toString().replaceAll("/+$", "");
        this.realm = encoded(settings.realm());
    }

    URI token() {
        return URI.create(base + "/realms/" + realm + "/protocol/openid-connect/token");
    }

    URI clientsCalled(String clientId) {
        return URI.create(clients() + "?clientId=" + encoded(clientId));
    }

    URI client(String uuid) {
        return URI.create(clients() + "/" + encoded(uuid));
    }

    URI partOf(String uuid, String part) {
        return URI.create(client(uuid) + "/" + part);
    }

    private String clients() {
        return base + "/admin/realms/" + realm + "/clients";
    }

    /** For a path or a query alike: a space as {@code %20}, which is right in both. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The world of the demo's identities in a real Keycloak: a realm in which each of them is a client that gets tokens, and
 * one client more for the sink, which may manage the others.
 */
final class DemoRealm {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The identities' secret is nobody's: the realm lives as long as the demo. */
    private static final String VICTIMS_SECRET = "demo";

    private final DemoRealmAccess access;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    DemoRealm(DemoRealmAccess access) {
        this.access = access;
    }

    /** Makes the realm with a client for each identity. */
    void make(List<String> identities) {
        String admin = adminToken();
        post(admin, "/admin/realms", Map.of("realm", access.realm(), "enabled", true));
        String clients = "/admin/realms/" + access.realm() + "/clients";
        for (String identity : identities) {
            post(admin, clients, client(identity, VICTIMS_SECRET));
        }
        post(admin, clients, client(access.sinkClient(), access.sinkSecret()));
        allowTheSink(admin, clients);
    }

    /** Keycloak's answer to an identity that asks for a token: {@code "a token"}, or the error. */
    String askForToken(String identity) {
        JsonNode answer = token(
                access.realm(),
                Map.of("grant_type", "client_credentials", "client_id", identity, "client_secret", VICTIMS_SECRET));
        return answer.has("access_token")
                ? "a token"
                : answer.path("error").asText() + ": "
                        + answer.path("error_description").asText();
    }

    private void allowTheSink(String admin, String clients) {
        String sink = get(admin, clients + "?clientId=" + access.sinkClient())
                .get(0)
                .get("id")
                .asText();
        String management = get(admin, clients + "?clientId=realm-management")
                .get(0)
                .get("id")
                .asText();
        String account = get(admin, clients + "/" + sink + "/service-account-user")
                .get("id")
                .asText();
        JsonNode role = get(admin, clients + "/" + management + "/roles/manage-clients");
        post(
                admin,
                "/admin/realms/" + access.realm() + "/users/" + account + "/role-mappings/clients/" + management,
                List.of(role));
    }

    private static Map<String, Object> client(String id, String secret) {
        return Map.of(
                "clientId", id,
                "secret", secret,
                "enabled", true,
                "publicClient", false,
                "serviceAccountsEnabled", true,
                "standardFlowEnabled", false);
    }

    private String adminToken() {
        JsonNode answer = token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        access.admin(),
                        "password",
                        access.password()));
        if (!answer.has("access_token")) {
            throw new DemoException("Keycloak gives the administrator no token: "
                    + answer.path("error").asText());
        }
        return answer.get("access_token").asText();
    }

    private JsonNode token(String realm, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = request("/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return read(send(request).body());
    }

    private JsonNode get(String token, String path) {
        return read(expectSuccess(
                path,
                send(request(path).header("Authorization", "Bearer " + token).GET())));
    }

    private void post(String token, String path, Object body) {
        var request = request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(body)));
        expectSuccess(path, send(request));
    }

    private static String expectSuccess(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new DemoException(
                    "Keycloak answered HTTP " + answer.statusCode() + " to " + path + " (expected: 2xx)");
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(access.address() + path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemoException("Keycloak does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while waiting for Keycloak", e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new DemoException("Keycloak's answer is no JSON: " + json.length() + " characters", e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

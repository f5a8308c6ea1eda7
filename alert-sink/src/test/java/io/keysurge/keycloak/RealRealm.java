// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static io.keysurge.keycloak.KeycloakPaths.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.local.keycloak.LocalKeycloak;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One realm of a real Keycloak, as its administrator and its applications use it. */
public final class RealRealm {

    static final String ADMIN_CLIENT = "keysurge-sink";
    static final String ADMIN_SECRET = "the secret of the sink";

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CHECKER = "token-checker";

    private final LocalKeycloak keycloak;
    private final String name;

    /** What Keycloak said. */
    public record Reply(int status, JsonNode body) {}

    /** The realm with a client for the connector, which may manage clients, and one that only checks tokens. */
    public RealRealm(LocalKeycloak keycloak, String name) throws Exception {
        this.keycloak = keycloak;
        this.name = name;
        made(admin("POST", "", JSON.writeValueAsString(Map.of("realm", name, "enabled", true))));
        create(CHECKER, "check");
        create(ADMIN_CLIENT, ADMIN_SECRET);
        grant(ADMIN_CLIENT, "manage-clients");
    }

    /** A confidential client with a service account and one of everything that must survive. */
    void create(String clientId, String secret) throws Exception {
        made(admin(
                "POST",
                "/" + name + "/clients",
                JSON.writeValueAsString(Map.ofEntries(
                        Map.entry("clientId", clientId),
                        Map.entry("secret", secret),
                        Map.entry("enabled", true),
                        Map.entry("publicClient", false),
                        Map.entry("serviceAccountsEnabled", true),
                        Map.entry("authorizationServicesEnabled", true),
                        Map.entry("frontchannelLogout", true),
                        Map.entry("consentRequired", true),
                        Map.entry("fullScopeAllowed", true),
                        Map.entry("redirectUris", new String[] {"https://app.example/*"}),
                        Map.entry("attributes", Map.of("team", "payments"))))));
    }

    /** A confidential client by which people log in with their password, and a person who may. */
    public void createWithUser(String clientId, String secret, String user, String password) throws Exception {
        made(admin(
                "POST",
                "/" + name + "/clients",
                JSON.writeValueAsString(
                        Map.of("clientId", clientId, "secret", secret, "directAccessGrantsEnabled", true))));
        made(admin(
                "POST",
                "/" + name + "/users",
                JSON.writeValueAsString(Map.of(
                        "username",
                        user,
                        "enabled",
                        true,
                        "email",
                        user + "@example.com",
                        "firstName",
                        user,
                        "lastName",
                        user,
                        "credentials",
                        List.of(Map.of("type", "password", "value", password))))));
    }

    /** Gives a client's service account a role of {@code realm-management}. */
    void grant(String clientId, String roleName) throws Exception {
        String management = client("realm-management").path("id").asText();
        JsonNode role = admin("GET", "/" + name + "/clients/" + management + "/roles/" + roleName, null)
                .body();
        String account = part(clientId, "service-account-user").path("id").asText();
        made(admin(
                "POST", "/" + name + "/users/" + account + "/role-mappings/clients/" + management, "[" + role + "]"));
    }

    /** From now on a replaced secret stays good for an hour, as a former one. */
    void keepFormerSecrets() throws Exception {
        String profile = """
                {"profiles": [{"name": "rotation", "executors": [{"executor": "secret-rotation", "configuration": {
                  "expiration-period": 86400, "rotated-expiration-period": 3600, "remaining-rotation-period": 3600}}]}]}""";
        String policy = """
                {"policies": [{"name": "all", "enabled": true, "profiles": ["rotation"], "conditions": [
                  {"condition": "client-access-type", "configuration": {"type": ["confidential"]}}]}]}""";
        made(admin("PUT", "/" + name + "/client-policies/profiles", profile));
        made(admin("PUT", "/" + name + "/client-policies/policies", policy));
    }

    void replaceSecretByHand(String clientId) throws Exception {
        made(admin("POST", path(clientId) + "/client-secret", ""));
    }

    JsonNode client(String clientId) throws Exception {
        return admin("GET", "/" + name + "/clients?clientId=" + encoded(clientId), null)
                .body()
                .path(0);
    }

    JsonNode part(String clientId, String part) throws Exception {
        return admin("GET", path(clientId) + "/" + part, null).body();
    }

    /** The client with all that belongs to it but is not in its representation. */
    String everythingOf(String clientId) throws Exception {
        JsonNode account = part(clientId, "service-account-user");
        return String.join(
                "\n",
                client(clientId).toString(),
                account.toString(),
                admin("GET", "/" + name + "/users/" + account.path("id").asText() + "/role-mappings", null)
                        .body()
                        .toString(),
                part(clientId, "authz/resource-server/resource").toString(),
                part(clientId, "default-client-scopes").toString());
    }

    /** What an administrator does in the console. */
    void enableByHand(String clientId) throws Exception {
        JsonNode client = client(clientId);
        made(admin(
                "PUT",
                path(clientId),
                ((ObjectNode) client).put("enabled", true).toString()));
    }

    String newRegistrationToken(String clientId) throws Exception {
        return admin("POST", path(clientId) + "/registration-access-token", "")
                .body()
                .path("registrationAccessToken")
                .asText();
    }

    /** What a client does that may register and change itself. */
    Reply readItself(String clientId, String registrationToken) throws Exception {
        return send(HttpRequest.newBuilder(at("/realms/" + name + "/clients-registrations/default/" + clientId))
                .header("Authorization", "Bearer " + registrationToken));
    }

    Reply token(String clientId, String secret) throws Exception {
        return form(
                name,
                "token",
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
    }

    /** What a client does for a person. */
    public Reply tokenOf(String user, String password, String clientId, String secret) throws Exception {
        return form(
                name,
                "token",
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        user,
                        "password",
                        password,
                        "client_id",
                        clientId,
                        "client_secret",
                        secret));
    }

    /** What a client does when an access token has expired. */
    public Reply refresh(String refreshToken, String clientId, String secret) throws Exception {
        return form(
                name,
                "token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        refreshToken,
                        "client_id",
                        clientId,
                        "client_secret",
                        secret));
    }

    boolean isActive(Reply token) throws Exception {
        return isActive(token.body().path("access_token").asText());
    }

    /** Whether the realm takes a token for active. */
    public boolean isActive(String text) throws Exception {
        Reply reply =
                form(name, "token/introspect", Map.of("token", text, "client_id", CHECKER, "client_secret", "check"));
        assertThat(reply.body().has("active")).isTrue();
        return reply.body().path("active").asBoolean();
    }

    private String path(String clientId) throws Exception {
        return "/" + name + "/clients/" + client(clientId).path("id").asText();
    }

    private Reply admin(String method, String path, String body) throws Exception {
        Reply token = form(
                "master",
                "token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        keycloak.adminUser(),
                        "password",
                        keycloak.adminPassword()));
        return send(HttpRequest.newBuilder(at("/admin/realms" + path))
                .header(
                        "Authorization",
                        "Bearer " + token.body().path("access_token").asText())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private Reply form(String realm, String endpoint, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(at(oidc(realm, endpoint)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Where one of the realm's OpenID Connect endpoints is. */
    public URI endpoint(String endpoint) {
        return at(oidc(name, endpoint));
    }

    private static String oidc(String realm, String endpoint) {
        return "/realms/" + realm + "/protocol/openid-connect/" + endpoint;
    }

    private URI at(String path) {
        return URI.create(keycloak.address() + path);
    }

    private static Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), JSON.readTree(new String(response.body(), UTF_8)));
    }

    private static void made(Reply reply) {
        assertThat(reply.status()).as(reply.body().toString()).isBetween(200, 299);
    }
}

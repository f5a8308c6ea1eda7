// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keycloak;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Keycloak that says what a test wants it to, and by default that all went well. */
final class KeycloakStub extends WireMockExtension {

    static final Duration DEADLINE = Duration.ofSeconds(2);
    static final String TOKEN = "TOKEN-1-SECRET";

    /** What the connector asks for in the course of a REVOKE, in order. */
    enum Call {
        TOKEN("POST", "/realms/prod/protocol/openid-connect/token"),
        FIND("GET", "/admin/realms/prod/clients"),
        PUT("PUT", "/admin/realms/prod/clients/uuid-1"),
        NEW_REGISTRATION_TOKEN("POST", "/admin/realms/prod/clients/uuid-1/registration-access-token"),
        NEW_SECRET("POST", "/admin/realms/prod/clients/uuid-1/client-secret"),
        FORGET_ROTATED("DELETE", "/admin/realms/prod/clients/uuid-1/client-secret/rotated");

        private final String method;
        private final String path;

        Call(String method, String path) {
            this.method = method;
            this.path = path;
        }
    }

    KeycloakStub() {
        super(newInstance()
                .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                .configureStaticDsl(false));
    }

    /** Everything goes well, for a client that is enabled. */
    void isWell() {
        answers(Call.TOKEN, okJson("{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 300}"));
        holds(client(true, 0, 1_700_000_000));
        answers(Call.PUT, aResponse().withStatus(204));
        answers(Call.NEW_REGISTRATION_TOKEN, okJson("{\"registrationAccessToken\": \"SECRET-3\"}"));
        answers(Call.NEW_SECRET, okJson("{\"type\": \"secret\", \"value\": \"SECRET-2\"}"));
        answers(Call.FORGET_ROTATED, aResponse().withStatus(204));
    }

    void answers(Call call, ResponseDefinitionBuilder answer) {
        stubFor(request(call.method, urlPathEqualTo(call.path))
                .withName(call.name())
                .willReturn(answer));
    }

    /** As the stub answers already, but late. */
    void slowsDown(Call call, int millis) {
        getStubMappings().stream()
                .filter(stub -> stub.getName().equals(call.name()))
                .findFirst()
                .ifPresent(stub -> answers(
                        call, ResponseDefinitionBuilder.like(stub.getResponse()).withFixedDelay(millis)));
    }

    void holds(String... clients) {
        answers(Call.FIND, okJson("[" + String.join(",", clients) + "]"));
    }

    static String client(boolean enabled, long notBefore, long secretSince) {
        return """
                {"id": "uuid-1", "clientId": "payments-agent", "enabled": %s, "notBefore": %d, "secret": "SECRET-1",
                 "clientAuthenticatorType": "client-secret", "publicClient": false, "serviceAccountsEnabled": true,
                 "attributes": {"client.secret.creation.time": "%d", "mine": "kept"}}""".formatted(enabled, notBefore, secretSince);
    }

    /** What was called, in order. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (ServeEvent event : getAllServeEvents()) { // newest first
            calls.add(0, Call.valueOf(event.getStubMapping().getName()));
        }
        return calls;
    }

    List<LoggedRequest> requests(Call call) {
        return getAllServeEvents().stream()
                .filter(event -> event.getStubMapping().getName().equals(call.name()))
                .map(ServeEvent::getRequest)
                .toList();
    }

    KeycloakConnector connector(Instant now) {
        return new KeycloakConnector(settings(Map.of("nhi-42", "payments-agent"), true), InstantSource.fixed(now));
    }

    KeycloakSettings settings(Map<String, String> clients, boolean allowPrivate) {
        return new KeycloakSettings(
                Endpoint.parse(baseUrl()),
                "prod",
                "keysurge-sink",
                AdminSecret.parse("ADMIN SECRET&+"),
                clients,
                allowPrivate,
                Duration.ofSeconds(1),
                DEADLINE);
    }
}

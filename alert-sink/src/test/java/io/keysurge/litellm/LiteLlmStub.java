// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
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
import org.jspecify.annotations.Nullable;

/** A LiteLLM proxy that says what a test wants it to, and by default that all went well. */
final class LiteLlmStub extends WireMockExtension {

    static final Duration DEADLINE = Duration.ofSeconds(2);
    static final String ADMIN_KEY = "sk-admin-SECRET";
    static final String TOKEN = "80321a12d03412c527f2bd9db5fabd746abead2e1d50b435a534432fbaca9ef5";
    static final String OTHER = "837e17519f44683334df5291321d97b8bf1098cd490e49e215f6fea935aa28be";

    /** What the connector asks for. */
    enum Call {
        LIST("GET", "/key/list"),
        UPDATE("POST", "/key/update"),
        BLOCK("POST", "/key/block"),
        UNBLOCK("POST", "/key/unblock"),
        DELETE("POST", "/key/delete");

        private final String method;
        private final String path;

        Call(String method, String path) {
            this.method = method;
            this.path = path;
        }
    }

    LiteLlmStub() {
        super(newInstance()
                .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                .configureStaticDsl(false));
    }

    /** Everything goes well, for a key that is neither blocked nor limited. */
    void isWell() {
        holds(key("payments-agent", TOKEN, false, null, null));
        answers(Call.UPDATE, okJson("{\"key\": \"sk-SECRET\", \"tpm_limit\": 10}"));
        answers(Call.BLOCK, okJson("{\"token\": \"sk-SECRET\", \"blocked\": true}"));
        answers(Call.UNBLOCK, okJson("{\"token\": \"sk-SECRET\", \"blocked\": false}"));
        answers(Call.DELETE, okJson("{\"deleted_keys\": [\"sk-SECRET\"]}"));
    }

    static MappingBuilder on(Call call) {
        return request(call.method, urlPathEqualTo(call.path)).withName(call.name());
    }

    void answers(Call call, ResponseDefinitionBuilder answer) {
        stubFor(on(call).willReturn(answer));
    }

    /** These keys on the first and only page, whatever is asked for. */
    void holds(String... keys) {
        answers(Call.LIST, page(1, keys));
    }

    /** These keys on one of several pages. */
    void holdsOnPage(int page, int pages, String... keys) {
        stubFor(on(Call.LIST)
                .withQueryParam("page", equalTo(String.valueOf(page)))
                .willReturn(page(pages, keys)));
    }

    static ResponseDefinitionBuilder page(int pages, String... keys) {
        return okJson("{\"keys\": [" + String.join(",", keys) + "], \"total_count\": " + keys.length
                + ", \"current_page\": 1, \"total_pages\": " + pages + "}");
    }

    static String key(
            @Nullable String alias, String token, @Nullable Boolean blocked, @Nullable Long tpm, @Nullable Long rpm) {
        return """
                {"token": "%s", "key_name": "sk-...SECRET", "key_alias": %s, "spend": 0.1, "max_budget": null,
                 "models": [], "metadata": {"mine": "kept"}, "blocked": %s, "tpm_limit": %d, "rpm_limit": %d}""".formatted(token, alias == null ? "null" : '"' + alias + '"', blocked, tpm, rpm);
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

    List<String> bodies(Call call) {
        return requests(call).stream().map(LoggedRequest::getBodyAsString).toList();
    }

    LiteLlmConnector connector(Instant now) {
        return connector(now, Map.of("nhi-42", new KeyName("payments-agent")), true);
    }

    LiteLlmConnector connector(Instant now, Map<String, KeyName> keys, boolean allowPrivate) {
        return new LiteLlmConnector(
                new LiteLlmSettings(
                        Endpoint.parse(baseUrl()),
                        AdminKey.parse(ADMIN_KEY),
                        keys,
                        1_000,
                        5,
                        allowPrivate,
                        Duration.ofSeconds(1),
                        DEADLINE),
                InstantSource.fixed(now));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry that answers as a test tells it to, for the faults that a real one cannot be asked for. */
public final class StubRegistry implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().containerThreads(8));

    /** A running registry that knows nothing. */
    public StubRegistry() {
        server.start();
        knowsNothing();
    }

    /** Answers every request as a registry without any schema would. */
    public StubRegistry knowsNothing() {
        server.resetAll();
        answers(any(anyUrl()), refusal(404, 40403, "Schema not found"));
        server.stubFor(get(urlPathEqualTo("/subjects")).willReturn(okJson("[]")));
        return this;
    }

    /** Knows one schema, whatever subject it is asked under, and registers it under this id. */
    public StubRegistry knows(int id, Schema schema) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
        server.stubFor(get(urlPathEqualTo("/schemas/ids/" + id)).willReturn(okJson(body.toString())));
        body.put("subject", "s").put("version", 3).put("id", id);
        server.stubFor(post(urlPathMatching("/subjects/[^/]+/versions")).willReturn(okJson("{\"id\":" + id + "}")));
        server.stubFor(post(urlPathMatching("/subjects/[^/]+")).willReturn(okJson(body.toString())));
        server.stubFor(get(urlPathMatching("/subjects/[^/]+/versions/latest")).willReturn(okJson(body.toString())));
        return this;
    }

    /** Answers requests like this one in this way. */
    public StubRegistry answers(MappingBuilder request, ResponseDefinitionBuilder response) {
        server.stubFor(request.willReturn(response));
        return this;
    }

    /** Answers everything with this status and text. */
    public StubRegistry answersEverything(int status, String text) {
        server.resetAll();
        return answers(any(anyUrl()), aResponse().withStatus(status).withBody(text));
    }

    /** How Confluent's registry says no. */
    public static ResponseDefinitionBuilder refusal(int status, int code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                .withBody("{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    /** The server, for questions about what was asked. */
    public WireMockServer server() {
        return server;
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Settings that lead here and give up soon, with more of the caller's. */
    public Map<String, Object> settings(String... namesAndValues) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                RegistrySettings.URL, url(),
                RegistrySettings.REQUEST_TIMEOUT_MS, 2_000,
                RegistrySettings.RETRY_TIMEOUT_MS, 300));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    @Override
    public void close() {
        server.stop();
    }
}

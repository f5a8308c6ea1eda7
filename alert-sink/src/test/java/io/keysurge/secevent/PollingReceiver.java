// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Collects tokens as RFC 8936 has it, over real HTTP. */
public final class PollingReceiver {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final @Nullable String token;

    /** One that shows this bearer token; null: none. */
    public PollingReceiver(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(request(method, path, body), BodyHandlers.ofString());
    }

    /** The answer to one poll. */
    public JsonNode poll(String body) throws Exception {
        return read(send("POST", "/poll", body));
    }

    CompletableFuture<JsonNode> beginToPoll(String body) {
        return HTTP.sendAsync(request("POST", "/poll", body), BodyHandlers.ofString())
                .thenApply(PollingReceiver::read);
    }

    /** The ids in an answer, in order. */
    public static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("sets").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    private static JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

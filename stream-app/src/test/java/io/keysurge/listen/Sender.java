// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who posts to a listener. */
final class Sender {

    static final String JSON = "application/json";
    static final String PROTOBUF = "application/x-protobuf";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;

    Sender(int port, String path) {
        this.target = URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<byte[]> post(String json) {
        return post(Sample.utf8(json), JSON);
    }

    /** Posts with headers: names and values in turn. */
    HttpResponse<byte[]> post(byte[] body, String contentType, String... headers) {
        var request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Posts JSON, whose body begins to arrive after so many milliseconds. */
    HttpResponse<byte[]> postSlowly(String json, int millis) {
        var late = new ByteArrayInputStream(Sample.utf8(json)) {
            @Override
            public synchronized int read(byte[] some, int from, int most) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.read(some, from, most);
            }
        };
        return send(HttpRequest.newBuilder(target)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofInputStream(() -> late))
                .build());
    }

    HttpResponse<byte[]> get() {
        return send(
                HttpRequest.newBuilder(target).timeout(Duration.ofMinutes(2)).build());
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JsonBody.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

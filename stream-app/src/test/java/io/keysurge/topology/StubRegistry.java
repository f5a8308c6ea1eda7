// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The three calls of Confluent's interface that serdes make, and a switch that breaks them. */
final class StubRegistry implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    StubRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, Object> settings() {
        return Map.of(
                "schema.registry.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "auto.register.schemas",
                true,
                "schema.registry.retry.timeout.ms",
                "200");
    }

    void down(boolean isDown) {
        down = isDown;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (down) {
            reply(exchange, 503, Map.of("error_code", 50301, "message", "down"));
        } else if (exchange.getRequestMethod().equals("POST")) {
            String schema =
                    json.readTree(exchange.getRequestBody()).get("schema").asText();
            reply(exchange, 200, Map.of("id", idOf(schema), "version", 1, "subject", "s", "schema", schema));
        } else {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            if (id < 1 || id > schemas.size()) {
                reply(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
            } else {
                reply(exchange, 200, Map.of("schema", schemas.get(id - 1)));
            }
        }
    }

    /** The id of a schema, which is known from now on. */
    synchronized int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private void reply(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A receiver as the webhook's contract has it: what it was asked to do under one id it does once. It notes every request
 * and every effect, and can be told to hold a request up before the effect or after it.
 */
final class EffectJournal implements AutoCloseable {

    /** What happens around an effect. */
    interface Moment {
        void passes() throws InterruptedException;
    }

    /** How an action ended is news, and no effect. */
    private static final String TELLS_OF_ANOTHER = "\"tells_of\":\"";

    private static final Moment AT_ONCE = () -> {};

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> effects = new ConcurrentHashMap<>();
    private volatile Moment before = AT_ONCE;
    private volatile Moment after = AT_ONCE;

    EffectJournal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/hook", this::receive);
        server.start();
    }

    private void receive(HttpExchange call) throws IOException {
        String id = call.getRequestHeaders().getFirst("webhook-id");
        String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
        if (body.contains(TELLS_OF_ANOTHER)) {
            call.sendResponseHeaders(204, -1);
            call.close();
            return;
        }
        requests.add(id);
        try {
            before.passes();
            effects.merge(id, 1, (known, one) -> known);
            after.passes();
            call.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    void holdUp(Moment beforeTheEffect, Moment afterIt) {
        before = beforeTheEffect;
        after = afterIt;
    }

    void letGo() {
        holdUp(AT_ONCE, AT_ONCE);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Ids of all requests, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Ids under which something was done; how often is 1 by nature. */
    Map<String, Integer> effects() {
        return Map.copyOf(effects);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

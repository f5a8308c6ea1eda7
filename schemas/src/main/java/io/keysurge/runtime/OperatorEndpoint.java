// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keysurge.wording.Redaction;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and their machines ask a process: {@code /livez}, {@code /readyz} and {@code /metrics}.
 *
 * <p>Only GET and HEAD, no body read, a few threads, and little patience. It has no authentication, so it belongs on
 * the loopback address or behind something that has.
 */
public final class OperatorEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorEndpoint.class);

    private static final int THREADS = 4;
    private static final int WAITING = 32;

    private final Health health;
    private final PrometheusMeterRegistry metrics;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private OperatorEndpoint(HttpServer server, Health health, PrometheusMeterRegistry metrics) {
        this.server = server;
        this.health = health;
        this.metrics = metrics;
        this.threads = threads();
    }

    /**
     * Starts answering. An address that other machines can reach is allowed, with a warning in the log.
     *
     * @param host address to listen on, such as 127.0.0.1
     * @param port port to listen on; 0 takes any that is free
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public static OperatorEndpoint start(String host, int port, Health health, PrometheusMeterRegistry metrics) {
        limitPatience();
        var address = new InetSocketAddress(host, port);
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            LOG.warn(
                    "The operator endpoint has no authentication and listens on {}: keep others away from it", address);
        }
        try {
            var endpoint = new OperatorEndpoint(HttpServer.create(address, WAITING), health, metrics);
            endpoint.server.setExecutor(endpoint.threads);
            endpoint.server.createContext("/", endpoint::answer);
            endpoint.server.start();
            return endpoint;
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    host + ":" + port + ": cannot listen there (expected: a free port of this machine): "
                            + refused.getMessage(),
                    refused);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * The JDK's server takes its limits from system properties, once and for the whole JVM; what the operator has set
     * there stays.
     */
    private static void limitPatience() {
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", "30");
        limit("sun.net.httpserver.maxReqHeaders", "64");
        limit("jdk.httpserver.maxConnections", "128");
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ThreadPoolExecutor threads() {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "operator-endpoint-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                reply(exchange, Reply.plain(405, "only GET and HEAD"));
                return;
            }
            reply(exchange, replyTo(exchange.getRequestURI().getPath()));
        }
    }

    private Reply replyTo(String path) {
        return switch (path) {
            case "/livez" -> verdict(health::whyNotLive);
            case "/readyz" -> verdict(health::whyNotReady);
            case "/metrics" -> new Reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            default -> Reply.plain(404, "only /livez, /readyz and /metrics");
        };
    }

    private static Reply verdict(Supplier<Optional<String>> complaint) {
        try {
            return complaint
                    .get()
                    .map(why -> Reply.plain(503, Redaction.mask(why)))
                    .orElseGet(() -> Reply.plain(200, "ok"));
        } catch (RuntimeException failed) {
            LOG.warn("The health check itself failed", failed);
            return Reply.plain(503, "the health check itself failed; the log says why");
        }
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private record Reply(int status, String type, String body) {

        static Reply plain(int status, String line) {
            return new Reply(status, "text/plain; charset=utf-8", line + "\n");
        }
    }
}

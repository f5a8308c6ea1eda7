// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for a few callers: a few threads, little patience, plain HTTP, and short bodies unless the handler reads longer
 * ones itself. It belongs on the loopback address or behind something that encrypts.
 */
public final class HttpListener implements AutoCloseable {

    /** The longest body that is read: 64 KiB. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final Duration ANSWERS_LEAVE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Handler handler;

    private HttpListener(String name, HttpServer server, Limits limits, Handler handler) {
        this.server = server;
        this.threads = threads(name, limits);
        this.handler = handler;
    }

    /**
     * How many callers.
     *
     * @param threads requests that are answered at once, 1 or more
     * @param waiting requests that wait for a thread, 1 or more; the connection of one more is closed
     */
    public record Limits(int threads, int waiting) {

        /** A few people and machines that ask now and then. */
        public static final Limits FEW = new Limits(4, 32);
    }

    /** Decides what is answered. Called on one of a few threads. */
    @FunctionalInterface
    public interface Handler {

        /** The answer to one request. */
        Reply answer(Asked asked) throws IOException;
    }

    /** Starts answering {@link Limits#FEW}; as below. */
    public static HttpListener start(String name, String host, int port, String caution, Handler handler) {
        return start(name, host, port, caution, Limits.FEW, handler);
    }

    /**
     * Starts answering. An address that other machines can reach is allowed, with a warning in the log.
     *
     * @param name of the threads
     * @param host address to listen on, such as 127.0.0.1
     * @param port port to listen on; 0 takes any that is free
     * @param caution what is said of an address that other machines can reach, before the address itself
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public static HttpListener start(
            String name, String host, int port, String caution, Limits limits, Handler handler) {
        limitPatience();
        var address = new InetSocketAddress(host, port);
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            LOG.warn("{} and listens on {}: keep others away from it", caution, address);
        }
        try {
            var listener = new HttpListener(name, HttpServer.create(address, limits.waiting()), limits, handler);
            listener.server.setExecutor(listener.threads);
            listener.server.createContext("/", listener::answer);
            listener.server.start();
            return listener;
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

    /** Answers no more; answers that are ready or nearly so still leave: who asked would not know what became of it. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(ANSWERS_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
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

    private static ThreadPoolExecutor threads(String name, Limits limits) {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.waiting()),
                task -> {
                    var thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, handler.answer(new Asked(exchange)));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.content;
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        reply.headers.forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status, -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** One request. */
    public static final class Asked {

        private final HttpExchange exchange;

        private Asked(HttpExchange exchange) {
            this.exchange = exchange;
        }

        /** The method, such as GET. */
        public String method() {
            return exchange.getRequestMethod();
        }

        /** The path, without a query. */
        public String path() {
            return exchange.getRequestURI().getPath();
        }

        /** The first header of this name; null when there is none. */
        public @Nullable String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        /** The body, however long it is; for who bounds it himself. */
        public InputStream stream() {
            return exchange.getRequestBody();
        }

        /** The body; null when it is longer than {@link #MOST_BYTES}. */
        public byte @Nullable [] body() throws IOException {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            return body.length > MOST_BYTES ? null : body;
        }
    }

    /** One answer. */
    public static final class Reply {

        private final int status;
        private final String type;
        private final byte[] content;
        private final Map<String, String> headers;

        /**
         * An answer of bytes.
         *
         * @param type of the body
         * @param headers further ones
         */
        public Reply(int status, String type, byte[] content, Map<String, String> headers) {
            this.status = status;
            this.type = type;
            this.content = content.clone();
            this.headers = Map.copyOf(headers);
        }

        /** An answer of text. */
        public Reply(int status, String type, String body, Map<String, String> headers) {
            this(status, type, body.getBytes(StandardCharsets.UTF_8), headers);
        }

        /** An answer of text without further headers. */
        public Reply(int status, String type, String body) {
            this(status, type, body, Map.of());
        }

        /** One line of text. */
        public static Reply plain(int status, String line) {
            return new Reply(status, "text/plain; charset=utf-8", line + "\n");
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }
}

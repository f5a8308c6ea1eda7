// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import io.keysurge.runtime.HttpListener.Asked;
import io.keysurge.runtime.HttpListener.Reply;
import io.keysurge.wording.Redaction;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and their machines ask a process: {@code /livez}, {@code /readyz} and {@code /metrics}.
 *
 * <p>Only GET and HEAD, no body read. It has no authentication, so it belongs on the loopback address or behind
 * something that has.
 */
public final class OperatorEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorEndpoint.class);

    private final HttpListener listener;

    private OperatorEndpoint(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Starts answering. An address that other machines can reach is allowed, with a warning in the log.
     *
     * @param host address to listen on, such as 127.0.0.1
     * @param port port to listen on; 0 takes any that is free
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public static OperatorEndpoint start(String host, int port, Health health, PrometheusMeterRegistry metrics) {
        return new OperatorEndpoint(HttpListener.start(
                "operator-endpoint",
                host,
                port,
                "The operator endpoint has no authentication",
                asked -> answer(asked, health, metrics)));
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }

    private static Reply answer(Asked asked, Health health, PrometheusMeterRegistry metrics) {
        if (!asked.method().equals("GET") && !asked.method().equals("HEAD")) {
            return new Reply(405, "text/plain; charset=utf-8", "only GET and HEAD\n", Map.of("Allow", "GET, HEAD"));
        }
        return switch (asked.path()) {
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
}

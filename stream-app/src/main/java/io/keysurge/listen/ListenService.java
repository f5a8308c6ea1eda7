// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.config.ListenConfig;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Health;
import io.keysurge.runtime.HttpListener;
import io.keysurge.runtime.HttpListener.Limits;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.OperatorEndpoint;
import io.keysurge.runtime.Service;
import io.keysurge.runtime.Settings;
import io.keysurge.wording.Redaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running listener. It starts without a broker as well: senders are told to come again until there is one, and
 * {@code /readyz} says so.
 */
public final class ListenService implements Service, Health {

    private static final Logger LOG = LoggerFactory.getLogger(ListenService.class);

    /** Who waits or is turned away needs a thread too. */
    private static final int THREADS_TO_TURN_AWAY = 16;

    private static final int WAITING = 64;
    private static final long PROBE_SECONDS = 5;
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final Consumer<String> announce;
    private final ListenConfig config;
    private final Metrics metrics = Metrics.of("listen");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Deque<Intake> intakes = new ArrayDeque<>();
    private @Nullable HttpListener otlp;
    private @Nullable HttpListener liteLlm;
    private @Nullable OperatorEndpoint endpoint;

    /** Why the last attempt to reach the broker failed; empty when it did not. */
    private volatile String unreachable = "not tried yet";

    /**
     * A listener that has not started; see {@link ListenConfig#definition()}.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when settings contradict each other
     */
    public ListenService(Settings settings) {
        this(settings, LOG::info);
    }

    /**
     * A listener that tells people where it listens.
     *
     * @param announce takes a sentence for each address
     */
    public ListenService(Settings settings, Consumer<String> announce) {
        this.settings = settings;
        this.config = ListenConfig.of(settings);
        this.announce = announce;
    }

    @Override
    public String name() {
        return "listen";
    }

    @Override
    public void start(Consumer<Throwable> onFatal) {
        opened(metrics);
        UsageTopics topics =
                opened(new UsageTopics(CommonSettings.topics(settings), settings.clientSettings(), config.deadline()));
        endpoint = opened(OperatorEndpoint.start(
                settings.string(ListenConfig.HTTP_HOST),
                settings.integer(ListenConfig.HTTP_PORT),
                this,
                metrics.registry()));
        probe(topics);
        otlp = config.otlpPort()
                .map(port -> listen(port, new OtlpProtocol(config.imports()), topics))
                .orElse(null);
        liteLlm = config.liteLlmPort()
                .map(port -> listen(port, new LiteLlmProtocol(config.imports()), topics))
                .orElse(null);
        announce.accept(
                "Health and metrics on http://" + settings.string(ListenConfig.HTTP_HOST) + ":" + endpoint.port());
    }

    private HttpListener listen(int port, Protocol protocol, UsageTopics topics) {
        Intake intake = new Intake(
                protocol,
                topics,
                new Gate(config.token().orElse(null)),
                config.mostBytes(),
                config.mostAtOnce(),
                config.deadline(),
                InstantSource.system(),
                new ListenMeters(metrics.registry(), protocol.name()),
                why -> unreachable = why);
        HttpListener listener = opened(HttpListener.start(
                "listen-" + protocol.name(),
                config.host(),
                port,
                "The listener speaks plain HTTP",
                new Limits(config.mostAtOnce() + THREADS_TO_TURN_AWAY, WAITING),
                intake));
        intakes.push(intake);
        announce.accept("Takes " + protocol.name() + " on http://" + config.host() + ":" + listener.port() + ", paths "
                + protocol.paths());
        return listener;
    }

    /** While nothing is known to work somebody has to ask: a listener that is not ready may be sent nothing. */
    private void probe(UsageTopics topics) {
        ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "listen-probe");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                prober.scheduleWithFixedDelay(() -> ask(topics), 0, PROBE_SECONDS, TimeUnit.SECONDS);
        opened((AutoCloseable) prober::shutdownNow);
    }

    /** A task that throws is not run again. */
    private void ask(UsageTopics topics) {
        if (unreachable.isEmpty()) {
            return;
        }
        try {
            unreachable = topics.whyUnreachable().orElse("");
        } catch (RuntimeException failed) {
            LOG.warn("Whether usage can be published could not be found out", failed);
            unreachable = Redaction.sentence(failed);
        }
    }

    /** Takes nothing more in, finishes what it has begun, and then closes. */
    @Override
    public void stop() throws InterruptedException {
        while (!intakes.isEmpty()) {
            intakes.pop().close(config.deadline().plus(MARGIN));
        }
        while (!open.isEmpty()) {
            AutoCloseable room = open.pop();
            Utils.closeQuietly(room, room.getClass().getSimpleName());
        }
    }

    /** Port for OTLP once started; 0 when there is none. */
    public int otlpPort() {
        return otlp == null ? 0 : otlp.port();
    }

    /** Port for LiteLLM once started; 0 when there is none. */
    public int liteLlmPort() {
        return liteLlm == null ? 0 : liteLlm.port();
    }

    /** Port of health and metrics once started. */
    public int httpPort() {
        return endpoint == null ? 0 : endpoint.port();
    }

    @Override
    public Optional<String> whyNotLive() {
        return Optional.empty();
    }

    @Override
    public Optional<String> whyNotReady() {
        return Optional.of(unreachable).filter(why -> !why.isEmpty()).map(why -> "usage cannot be published: " + why);
    }

    private <T extends AutoCloseable> T opened(T room) {
        open.push(room);
        return room;
    }
}

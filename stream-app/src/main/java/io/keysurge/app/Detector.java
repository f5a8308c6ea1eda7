// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.DetectionMode;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Health;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.OperatorEndpoint;
import io.keysurge.runtime.Service;
import io.keysurge.runtime.Settings;
import io.keysurge.state.HeapShare;
import io.keysurge.topics.Topics;
import io.keysurge.topology.DetectorTopology;
import io.keysurge.translate.AlertTranslation;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detector as a service: the topology on Kafka Streams, with health, metrics and an orderly end. */
public final class Detector implements Service, Health {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Settings settings;
    private final DetectionSettings detection;
    private final Metrics metrics = Metrics.of("detector");
    private @Nullable OperatorEndpoint endpoint;
    private @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics streamsMetrics;

    /**
     * A detector with these settings; see {@link DetectorConfig#definition()}.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when settings contradict each other
     */
    public Detector(Settings settings) {
        this.settings = settings;
        this.detection = DetectionConfig.of(settings);
    }

    @Override
    public String name() {
        return "detector";
    }

    @Override
    public void start(Consumer<Throwable> onFatal) throws Exception {
        endpoint = OperatorEndpoint.start(
                settings.string(DetectorConfig.HTTP_HOST),
                settings.integer(DetectorConfig.HTTP_PORT),
                this,
                metrics.registry());
        Topics topics = CommonSettings.topics(settings);
        var properties = DetectorConfig.streams(settings);
        try (var admin = Admin.create(settings.clientSettings())) {
            new Preflight(admin, topics).check();
            waitOnlyForWhatWaits(
                    properties,
                    new RegistryBacklog(
                            admin,
                            DetectorConfig.applicationId(settings),
                            topics.identities().name()));
        }
        var topology = new DetectorTopology(
                topics,
                settings.clientSettings(),
                detection,
                new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(settings)),
                new HeapShare(DetectorConfig.heapBytes(settings)),
                new MeteredUsage(metrics.registry()));
        var running = new KafkaStreams(topology.build(), properties);
        running.setUncaughtExceptionHandler(
                new FailurePolicy(settings.integer(DetectorConfig.THREADS), InstantSource.system(), onFatal));
        running.setStateListener((now, before) -> LOG.info("Kafka Streams went from {} to {}", before, now));
        streams = running;
        running.start();
        var binder = new KafkaStreamsMetrics(running);
        binder.bindTo(metrics.registry());
        streamsMetrics = binder;
        LOG.info("Health and metrics on http://{}:{}", settings.string(DetectorConfig.HTTP_HOST), endpoint.port());
    }

    /**
     * Where nothing that the registry said is unread, nothing has to be waited for: usage and the registry's news then
     * come as they are said. Kafka Streams 4.3.1 pays a microsecond per event for looking (KAFKA-19682).
     */
    private static void waitOnlyForWhatWaits(Properties properties, RegistryBacklog backlog)
            throws InterruptedException {
        long waiting = backlog.records();
        if (waiting == 0) {
            properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        } else {
            LOG.info("Usage waits for what the registry said before it, {} records of which are unread", waiting);
        }
    }

    /** Leaves the group, so that a restart does not have to wait until the broker notices. */
    @Override
    public void stop() {
        if (streams != null) {
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(LONGEST_CLOSE));
        }
        if (streamsMetrics != null) {
            streamsMetrics.close();
        }
        if (endpoint != null) {
            endpoint.close();
        }
        metrics.close();
    }

    /** Port of health and metrics once started. */
    public int port() {
        return endpoint == null ? 0 : endpoint.port();
    }

    @Override
    public Optional<String> whyNotLive() {
        return state().filter(state -> state.hasCompletedShutdown() || state == KafkaStreams.State.ERROR)
                .map(state -> "Kafka Streams is in state " + state);
    }

    @Override
    public Optional<String> whyNotReady() {
        Optional<KafkaStreams.State> state = state();
        if (state.isEmpty()) {
            return Optional.of("starting");
        }
        return state.filter(now -> now != KafkaStreams.State.RUNNING).map(now -> "Kafka Streams is in state " + now);
    }

    private Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }
}

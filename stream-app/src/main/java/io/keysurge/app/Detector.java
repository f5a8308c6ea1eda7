// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.DetectorConfig;
import io.keysurge.config.GroupConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.DetectionMode;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Health;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.OperatorEndpoint;
import io.keysurge.runtime.Service;
import io.keysurge.runtime.Settings;
import io.keysurge.state.HeapShare;
import io.keysurge.topics.Topics;
import io.keysurge.topology.DetectorTopology;
import io.keysurge.topology.UsageMeter;
import io.keysurge.translate.AlertTranslation;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detector as a service: the topology on Kafka Streams, with health, metrics and an orderly end. */
public final class Detector implements Service, Health {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Settings settings;
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
        DetectionConfig.of(settings);
        SpendConfig.of(settings);
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
        long unread;
        try (var admin = Admin.create(settings.clientSettings())) {
            new Preflight(admin, topics).check();
            unread = new RegistryBacklog(
                            admin,
                            DetectorConfig.applicationId(settings),
                            topics.identities().name())
                    .records();
        }
        LOG.info("Of what the identity registry said, {} records are unread: usage waits for them", unread);
        var topology = topology(settings, new MeteredUsage(metrics.registry()));
        var running = new KafkaStreams(topology, DetectorConfig.streams(settings, unread > 0));
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

    /** The data flow of a live detector with these settings; the meter hears what becomes of usage. */
    public static Topology topology(Settings settings, UsageMeter meter) {
        return new DetectorTopology(
                        CommonSettings.topics(settings),
                        settings.clientSettings(),
                        DetectionConfig.of(settings),
                        new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(settings)),
                        GroupConfig.of(settings),
                        SpendConfig.of(settings),
                        new HeapShare(DetectorConfig.heapBytes(settings)),
                        meter)
                .build();
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

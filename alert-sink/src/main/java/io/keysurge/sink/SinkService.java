// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.audit.Anchor;
import io.keysurge.audit.AuditScribe;
import io.keysurge.audit.AuditTopic;
import io.keysurge.consume.AlertLoop;
import io.keysurge.consume.Lookout;
import io.keysurge.consume.Recorder;
import io.keysurge.contain.KafkaUsageLog;
import io.keysurge.contain.Watch;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SinkControl;
import io.keysurge.contract.UsageEvent;
import io.keysurge.deliver.AlertArchive;
import io.keysurge.deliver.CallPace;
import io.keysurge.deliver.Deliveries;
import io.keysurge.deliver.KafkaAlertArchive;
import io.keysurge.deliver.Restraints;
import io.keysurge.deliver.RetrySchedule;
import io.keysurge.deliver.Verification;
import io.keysurge.ledger.DecisionLog;
import io.keysurge.ledger.Endings;
import io.keysurge.ledger.KafkaLedger;
import io.keysurge.ledger.KnownActions;
import io.keysurge.ledger.Ledger;
import io.keysurge.ledger.Orders;
import io.keysurge.ledger.TopicTail;
import io.keysurge.ledger.WholeTopic;
import io.keysurge.measure.SinkMetric;
import io.keysurge.register.IdentityRegister;
import io.keysurge.registry.RegistrySettings;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Policy;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.OperatorEndpoint;
import io.keysurge.runtime.Service;
import io.keysurge.runtime.Settings;
import io.keysurge.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running sink: opens the rooms in order and closes them in the opposite one. */
public final class SinkService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(SinkService.class);

    private static final long REGISTRY_PATIENCE_MILLIS = 1_000;

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final SinkPlan plan;
    private final InstantSource clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable OperatorEndpoint endpoint;

    /**
     * A sink that has not started.
     *
     * @throws io.keysurge.runtime.InvalidSettingsException when settings contradict each other
     */
    public SinkService(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.plan = SinkPlan.of(settings);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "keysurge-alert-sink";
    }

    /** The port of the operator's endpoint, once started. */
    public int httpPort() {
        if (endpoint == null) {
            throw new IllegalStateException("the sink has not started");
        }
        return endpoint.port();
    }

    @Override
    public void start(Consumer<Throwable> onFatal) {
        Metrics metrics = opened(Metrics.of("alert-sink"));
        Map<String, Object> clients = new HashMap<>(settings.clientSettings());
        // The loop waits by itself and polls meanwhile; a client that waits in its place would cost the membership.
        clients.putIfAbsent(RegistrySettings.RETRY_TIMEOUT_MS, REGISTRY_PATIENCE_MILLIS);
        List<Connector> connectors = plan.connectors(clock, clients);
        connectors.forEach(this::opened);
        Orders orders = opened(new Orders(
                plan.topics().control().name(),
                clients,
                serde(SinkControl.class, clients).deserializer()));
        List<Connector> live = connectors.stream()
                .filter(connector -> plan.policy().isLive(connector.name()))
                .toList();
        live.forEach(Connector::open);
        Ledger outcomes = opened(new KafkaLedger(
                plan.topics().actions().name(),
                clients,
                serde(ActionRecord.class, clients).serializer()));
        AlertArchive archive = opened(
                new KafkaAlertArchive(clients, serde(Alert.class, clients).deserializer()));
        IdentityRegister register = new IdentityRegister(clock);
        Deliveries deliveries =
                deliveries(live, outcomes, archive, plan.restraints(orders, register), metrics, onFatal);
        Watch watch = opened(new Watch(
                live,
                outcomes,
                archive,
                opened(new KafkaUsageLog(
                        clients, serde(UsageEvent.class, clients).deserializer())),
                settings.millis(SinkSettings.QUIET),
                clock,
                metrics.registry(),
                onFatal));

        Endings endings = new Endings();
        KnownActions known = new KnownActions(settings.integer(SinkSettings.REMEMBERED));
        String ledger = plan.topics().actions().name();
        AlertLoop loop = new AlertLoop(
                plan.topics().alerts().name(),
                opened(new KafkaConsumer<>(
                        GroupConsumer.settings(clients, plan.groupId()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())),
                serde(Alert.class, clients).deserializer(),
                new Recorder(
                        new Policy(plan.policy(), register),
                        connectors,
                        settings.millis(SinkSettings.CASE_WINDOW),
                        plan.configurationHash()),
                known,
                new Lookout(
                        known,
                        opened(new TopicTail<>(
                                ledger,
                                clients,
                                serde(ActionRecord.class, clients).deserializer(),
                                (id, action, offset) -> {
                                    if (action == null) {
                                        return; // deleted by hand
                                    }
                                    known.learn(action, offset);
                                    watch.learn(action);
                                    endings.learn(action);
                                    if (action.getState() == ActionState.PARKED) {
                                        deliveries.letGo(id);
                                    }
                                })),
                        opened(new TopicTail<>(
                                plan.topics().identities().name(),
                                clients,
                                serde(IdentityRecord.class, clients).deserializer(),
                                register)),
                        orders,
                        settings.millis(SinkSettings.APPROVAL_TIME),
                        deliveries,
                        watch,
                        endings,
                        clock),
                opened(new DecisionLog(
                        ledger,
                        plan.transactionalId(),
                        clients,
                        serde(ActionRecord.class, clients).serializer())),
                deliveries,
                clock,
                metrics.registry());
        AuditScribe scribe = scribe(clients);
        endpoint = opened(OperatorEndpoint.start(
                settings.string(SinkSettings.HTTP_HOST),
                settings.integer(SinkSettings.HTTP_PORT),
                new LoopHealth(loop, clock),
                metrics.registry()));
        run("audit-scribe", scribe, scribe::close, onFatal);
        run("alert-loop", loop, loop::close, onFatal);
        sayWhatMayHappen();
    }

    private Deliveries deliveries(
            List<Connector> connectors,
            Ledger ledger,
            AlertArchive archive,
            Restraints restraints,
            Metrics metrics,
            Consumer<Throwable> onFatal) {
        Deliveries deliveries = new Deliveries(
                connectors,
                ledger,
                archive,
                new RetrySchedule(
                        plan.retryWaits(), () -> ThreadLocalRandom.current().nextDouble()),
                new CallPace(settings.integer(SinkSettings.CALLS_PER_MINUTE), clock),
                new Verification(FIRST_LOOK),
                restraints,
                clock,
                metrics.registry(),
                onFatal);
        SinkMetric.CALLS_PENDING.gauge(metrics.registry(), deliveries::pending);
        return opened(deliveries);
    }

    /** A serde for one user: two threads never share one. */
    private <T extends SpecificRecord> Serde<T> serde(Class<T> type, Map<String, Object> clients) {
        return opened(AvroSerdes.forValues(type, clients));
    }

    private AuditScribe scribe(Map<String, Object> clients) {
        Map<String, Object> consumer =
                GroupConsumer.settings(clients, plan.topics().prefix() + "audit");
        Map<String, Object> producer = new HashMap<>(clients);
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, plan.transactionalId() + "-audit");
        producer.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, DecisionLog.TRANSACTION_TIMEOUT_MILLIS);
        return new AuditScribe(
                plan.topics(),
                opened(new KafkaConsumer<>(consumer, new StringDeserializer(), new ByteArrayDeserializer())),
                opened(new KafkaProducer<>(
                        producer,
                        new StringSerializer(),
                        serde(AuditRecord.class, clients).serializer())),
                serde(ActionRecord.class, clients).deserializer(),
                serde(SinkControl.class, clients).deserializer(),
                new AuditTopic(new WholeTopic<>(
                        plan.topics().audit().name(),
                        clients,
                        serde(AuditRecord.class, clients).deserializer())),
                settings.optional(SinkSettings.AUDIT_ANCHOR).map(Path::of).map(Anchor::new),
                clock);
    }

    private void run(String name, Runnable loop, Runnable stop, Consumer<Throwable> onFatal) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (RuntimeException | Error e) {
                        onFatal.accept(e);
                    }
                },
                name);
        thread.start();
        opened((AutoCloseable) () -> {
            stop.run();
            thread.join(STOP_TIMEOUT.toMillis());
        });
    }

    private void sayWhatMayHappen() {
        if (plan.isLive()) {
            LOG.warn("LIVE: alerts may lead to calls of {}", String.join(" and ", plan.liveTargets()));
        } else {
            LOG.info("Dry run: plans are recorded, nobody is called");
        }
        plan.idleConnectors()
                .forEach(name -> LOG.warn("The connector {} has steps and is in dry run: nobody takes them", name));
    }

    private <T extends AutoCloseable> T opened(T room) {
        open.push(room);
        return room;
    }

    @Override
    public void stop() {
        while (!open.isEmpty()) {
            AutoCloseable room = open.pop();
            Utils.closeQuietly(room, room.getClass().getSimpleName());
        }
    }
}

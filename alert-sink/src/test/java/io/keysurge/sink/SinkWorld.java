// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.runtime.Settings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A broker, a registry and topics of one's own, with a detector's end to write alerts and a reader's end to see actions. */
final class SinkWorld implements AutoCloseable {

    private static final int PARTITIONS = 2;

    static {
        Contracts.trust();
    }

    private final LocalCluster cluster;
    private final Topics topics = new Topics("it-" + UUID.randomUUID() + ".");
    private final List<SinkService> running = new ArrayList<>();
    private final Set<String> registered = new HashSet<>();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

    SinkWorld(LocalCluster cluster) throws Exception {
        this.cluster = cluster;
        try (Admin admin = Admin.create(clients());
                RegistryClient registry = RegistryClient.from(clients())) {
            new TopicProvisioner(admin, PARTITIONS, TopicProvisioner.BROKER_DEFAULT).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    /** Settings of a sink in this world. */
    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "schema.registry.url",
                cluster.registryUrl(),
                "topic.prefix",
                topics.prefix(),
                "sink.http.port",
                "0",
                "sink.blast.radius.percent",
                "100",
                "kafka.session.timeout.ms",
                "6000",
                "kafka.heartbeat.interval.ms",
                "500"));
        settings.putAll(more);
        return settings;
    }

    SinkService start(Map<String, String> more) {
        SinkService sink =
                new SinkService(Settings.of(SinkSettings.definition(), settings(more)), InstantSource.system());
        sink.start(fatal::add);
        running.add(sink);
        return sink;
    }

    /** What a person sees who runs a command, exit code first. */
    String operate(String... arguments) {
        return operateWith(Map.of(), arguments);
    }

    /** The same with settings of a sink's, as in an installation that both read. */
    String operateWith(Map<String, String> sink, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        settings(sink).forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
        var said = new StringWriter();
        var commands = SinkOperator.commandLine(Map.of());
        commands.setOut(new PrintWriter(said));
        commands.setErr(new PrintWriter(said));
        return commands.execute(all.toArray(String[]::new)) + "\n" + said;
    }

    /** Puts identities on the registry, as those in charge of them do. */
    void register(IdentityRecord... identities) {
        Serializer<IdentityRecord> values =
                AvroSerdes.forValues(IdentityRecord.class, clients()).serializer();
        try (KafkaProducer<String, IdentityRecord> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), values)) {
            for (IdentityRecord identity : identities) {
                producer.send(new ProducerRecord<>(topics.identities().name(), identity.getIdentityId(), identity));
                registered.add(identity.getIdentityId());
            }
        }
    }

    /**
     * Writes alerts as a detector does, in a transaction that is committed. Identities that nobody registered are
     * registered first, as the alerts say that they are.
     */
    void raise(Alert... alerts) {
        register(Stream.of(alerts)
                .map(Alert::getIdentityId)
                .filter(identity -> !registered.contains(identity))
                .distinct()
                .map(identity ->
                        IdentityRecord.newBuilder().setIdentityId(identity).build())
                .toArray(IdentityRecord[]::new));
        forge(alerts);
    }

    /** Writes alerts as somebody does who may write to their topic and knows nothing of the registry. */
    void forge(Alert... alerts) {
        transaction(KafkaProducer::commitTransaction, alerts);
    }

    /** Writes alerts in a transaction that is given up. */
    void raiseAndAbort(Alert... alerts) {
        transaction(KafkaProducer::abortTransaction, alerts);
    }

    /** Writes one call of an identity, as a producer does. */
    void use(String identityId, Instant at, long tokens) throws Exception {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setIdentityId(identityId)
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .build();
        Serializer<UsageEvent> values =
                AvroSerdes.forValues(UsageEvent.class, clients()).serializer();
        try (KafkaProducer<String, UsageEvent> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), values)) {
            producer.send(new ProducerRecord<>(usageTopic(), identityId, event)).get();
        }
    }

    /** The partition of an identity's usage. */
    int partitionOf(String identityId) {
        return Utils.toPositive(Utils.murmur2(identityId.getBytes(UTF_8))) % PARTITIONS;
    }

    String usageTopic() {
        return topics.usage().name();
    }

    private void transaction(Consumer<KafkaProducer<String, Alert>> end, Alert... alerts) {
        Map<String, Object> settings = clients();
        settings.put("transactional.id", "detector-" + UUID.randomUUID());
        Serializer<Alert> values = AvroSerdes.forValues(Alert.class, clients()).serializer();
        try (KafkaProducer<String, Alert> producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Alert alert : alerts) {
                producer.send(new ProducerRecord<>(topics.alerts().name(), alert.getIdentityId(), alert));
            }
            producer.flush();
            end.accept(producer);
        }
    }

    /** Puts bytes on the alerts topic that are no alert. */
    void raiseRubbish(String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.alerts().name(), key, value))
                    .get();
        }
    }

    /** Every committed record of the ledger so far, in the order of each action. */
    List<ActionRecord> ledger() {
        Map<String, Object> settings = clients();
        settings.put("isolation.level", "read_committed");
        List<ActionRecord> entries = new ArrayList<>();
        try (KafkaConsumer<String, ActionRecord> consumer = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                AvroSerdes.forValues(ActionRecord.class, clients()).deserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new TopicPartition(topics.actions().name(), i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> entries.add(entry.value()));
            }
        }
        return entries;
    }

    /** Waits until the ledger is as it should be, and no sink has failed. */
    void awaitLedger(Consumer<List<ActionRecord>> expectation) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    assertThat(fatal).isEmpty();
                    expectation.accept(ledger());
                });
    }

    /** Asks the sink's operator endpoint. */
    static HttpResponse<String> get(SinkService sink, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + sink.httpPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** How many partitions the sink has passed an alert of. */
    long offsetsCommitted() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            return admin.listConsumerGroupOffsets(topics.prefix() + "alert-sink")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .size();
        }
    }

    /** Who is in the group of the sinks; anybody who was put out and came back has another name. */
    Set<String> members() throws Exception {
        String group = topics.prefix() + "alert-sink";
        try (Admin admin = Admin.create(clients())) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw e;
        }
    }

    /** Has the sinks read every alert from its topic's beginning again; none may be running. */
    void rewind() throws Exception {
        String group = topics.prefix() + "alert-sink";
        try (Admin admin = Admin.create(clients())) {
            Map<TopicPartition, OffsetAndMetadata> beginning =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, beginning).all().get();
        }
    }

    void forgetAuditOffsets() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            admin.deleteConsumerGroups(List.of(topics.prefix() + "audit")).all().get();
        }
    }

    void stopAll() {
        running.forEach(SinkService::stop);
        running.clear();
    }

    private Map<String, Object> clients() {
        return new TreeMap<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl()));
    }

    @Override
    public void close() {
        stopAll();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.awaitility.Awaitility.await;

import io.keysurge.alerts.TopicTail;
import io.keysurge.cli.Ran;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.Receipt;
import io.keysurge.load.RecordPublisher;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of one test on the shared broker, with detectors on them. */
final class Installation {

    static final int PARTITIONS = 4;

    final Topics topics = new Topics("it-" + UUID.randomUUID().toString().substring(0, 8) + ".");
    private final LocalCluster cluster = LocalCluster.shared();

    Installation() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                var registry = RegistryClient.from(clientSettings())) {
            new TopicProvisioner(admin, PARTITIONS, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());
    }

    DetectorProcess detector(Path directory, String name) throws IOException {
        return detector(directory, name, Map.of());
    }

    DetectorProcess detector(Path directory, String name, Map<String, String> further) throws IOException {
        Map<String, String> settings = new HashMap<>(further);
        clientSettings().forEach((setting, value) -> settings.put(setting, value.toString()));
        settings.put("topic.prefix", topics.prefix());
        return DetectorProcess.start(directory, name, freePort(), settings);
    }

    /** Runs a command against this installation. */
    Ran run(String... arguments) {
        Stream<String> settings = Stream.concat(
                clientSettings().entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()),
                Stream.of("topic.prefix=" + topics.prefix()));
        return Ran.keysurge(
                Stream.concat(Arrays.stream(arguments), settings.flatMap(setting -> Stream.of("--set", setting)))
                        .toArray(String[]::new));
    }

    RecordPublisher<UsageEvent> publisher() {
        return new RecordPublisher<>(
                UsageEvent.class, clientSettings(), topics.usage().name());
    }

    RecordPublisher<IdentityRecord> identityPublisher() {
        return new RecordPublisher<>(
                IdentityRecord.class, clientSettings(), topics.identities().name());
    }

    RecordPublisher<ExposureReport> exposurePublisher() {
        return new RecordPublisher<>(
                ExposureReport.class, clientSettings(), topics.exposures().name());
    }

    RecordPublisher<SharedBudgets> budgetPublisher() {
        return new RecordPublisher<>(
                SharedBudgets.class, clientSettings(), topics.budgets().name());
    }

    RecordPublisher<ActionRecord> actionPublisher() {
        return new RecordPublisher<>(
                ActionRecord.class, clientSettings(), topics.actions().name());
    }

    /** Every committed alert so far, in the order of its partition. */
    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        try (TopicTail<Alert> tail =
                new TopicTail<>(Alert.class, clientSettings(), topics.alerts().name(), warning -> {})) {
            tail.fromBeginning();
            Map<TopicPartition, Long> ends = tail.ends();
            while (!tail.reached(ends)) {
                tail.poll(Duration.ofMillis(100)).forEach(tailed -> alerts.add(tailed.value()));
            }
        }
        return alerts;
    }

    /** Every committed record of a topic, raw. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Waits until the detectors' group has committed everything that is on the usage topic. */
    void awaitJudged() {
        awaitRead(topics.usage().name());
    }

    /** Waits until the detectors know everything that is on the identities, exposures and actions topics. */
    void awaitRegistered() {
        awaitRead(topics.identities().name());
        awaitRead(topics.exposures().name());
        awaitRead(topics.actions().name());
        awaitRead(topics.revocations().name());
    }

    /** Waits until what is written is committed: a commit returns before every partition has heard of it. */
    private static void awaitCommitted(Admin admin, List<TopicPartition> partitions) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ends(admin, partitions, IsolationLevel.READ_COMMITTED)
                        .equals(ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED)));
    }

    private static List<Long> ends(Admin admin, List<TopicPartition> partitions, IsolationLevel level)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends =
                admin.listOffsets(latest, new ListOffsetsOptions(level)).all().get();
        return partitions.stream()
                .map(partition -> ends.get(partition).offset())
                .toList();
    }

    private void awaitRead(String topic) {
        String group = topics.prefix() + "detector";
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        var committed = admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get();
                        return consumer.endOffsets(partitions).entrySet().stream()
                                .allMatch(end -> end.getValue() == 0
                                        || (committed.get(end.getKey()) != null
                                                && committed.get(end.getKey()).offset() >= end.getValue()));
                    });
            awaitCommitted(admin, partitions(topics.alerts().name()));
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    String changelog(String store) {
        return topics.prefix() + "detector-" + store + "-changelog";
    }

    private Consumer<byte[], byte[]> consumer() {
        var properties = new Properties();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What a test publishes fits. */
    static final class MustArrive implements Receipt {
        @Override
        public void appended(RecordMetadata where) {}

        @Override
        public void refused(String why) {
            throw new AssertionError(why);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

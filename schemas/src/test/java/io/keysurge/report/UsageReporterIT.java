// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A usage reporter with a real broker")
class UsageReporterIT {

    private static final int PARTITIONS = 4;
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    private final Topics topics = new Topics("reporter-" + UUID.randomUUID() + ".");
    private final List<String> lost = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void delivers_everything_that_many_threads_report_exactly_once() throws InterruptedException {
        setUp();
        int threads = 4;
        int each = 2_500;
        try (UsageReporter reporter = reporter()) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < threads; caller++) {
                String name = "t" + caller + "-";
                var thread = new Thread(() ->
                        IntStream.range(0, each).forEach(call -> reporter.report(Reported.event(name + call, call))));
                thread.start();
                callers.add(thread);
            }
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(reporter.flush(LONG)).isTrue();

            assertThat(reporter.counts().delivered()).isEqualTo((long) threads * each);
            List<ConsumerRecord<String, UsageEvent>> records = records();
            assertThat(records).hasSize(threads * each);
            assertThat(ids(records)).hasSize(threads * each);
            assertThat(records).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo(record.value().getIdentityId());
                assertThat(record.value().getProducer()).isEqualTo("it");
            });
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void keeps_what_is_reported_while_the_broker_is_away_and_delivers_it_when_it_is_back() {
        setUp();
        try (UsageReporter reporter = reporter()) {
            IntStream.range(0, 200).forEach(call -> reporter.report(Reported.event("before-" + call, call)));
            cluster.killBroker(1);
            IntStream.range(0, 300).forEach(call -> reporter.report(Reported.event("away-" + call, call)));
            assertThat(reporter.flush(Duration.ofSeconds(2)))
                    .as("delivered to nobody")
                    .isFalse();
            cluster.startBroker(1);
            IntStream.range(0, 100).forEach(call -> reporter.report(Reported.event("after-" + call, call)));

            assertThat(reporter.flush(LONG)).isTrue();

            ReporterCounts counts = reporter.counts();
            assertThat(counts.delivered()).isEqualTo(600).isEqualTo(counts.accepted());
            assertThat(counts.lost()).isZero();
            // A record may stand there twice after an answer that was lost; its id is the same, so it counts once.
            assertThat(ids(records())).hasSize(600);
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void waits_for_topics_and_schemas_that_are_set_up_later() {
        try (UsageReporter reporter = reporter()) {
            reporter.report(Reported.event("early", 1));
            assertThat(reporter.flush(Duration.ofSeconds(2))).isFalse();
            setUp();

            assertThat(reporter.flush(LONG)).isTrue();

            assertThat(ids(records())).containsExactly("early");
        }
    }

    @Test
    void gives_up_when_its_patience_is_over_and_tells_of_each_event() {
        setUp();
        cluster.killBroker(1);
        try (UsageReporter reporter = UsageReporter.start(
                settings().withPatience(Duration.ofSeconds(2)),
                (loss, event, why) -> lost.add(loss + " " + event.getEventId()))) {
            reporter.report(Reported.event("a", 1));
            reporter.report(Reported.event("b", 2));

            assertThat(reporter.flush(LONG)).as("settled, if not delivered").isTrue();

            assertThat(new TreeSet<>(lost)).containsExactly("DELIVERY_FAILED a", "DELIVERY_FAILED b");
            assertThat(reporter.counts().failed()).isEqualTo(2);
        } finally {
            cluster.startBroker(1);
        }
        assertThat(records()).isEmpty();
    }

    private UsageReporter reporter() {
        return UsageReporter.start(settings(), (loss, event, why) -> lost.add(event.getEventId() + ": " + why));
    }

    private ReporterSettings settings() {
        return ReporterSettings.of("it", "1", clients()).withTopicPrefix(topics.prefix());
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());
    }

    private void setUp() {
        try (var admin = Admin.create(clients());
                var registry = RegistryClient.from(clients())) {
            new TopicProvisioner(admin, PARTITIONS, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    private static Set<String> ids(List<ConsumerRecord<String, UsageEvent>> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(record -> ids.add(record.value().getEventId()));
        return ids;
    }

    private List<ConsumerRecord<String, UsageEvent>> records() {
        List<ConsumerRecord<String, UsageEvent>> records = new ArrayList<>();
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.usage().name(), partition))
                .toList();
        try (var serde = AvroSerdes.forValues(UsageEvent.class, clients());
                var consumer = new KafkaConsumer<>(clients(), new StringDeserializer(), serde.deserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}

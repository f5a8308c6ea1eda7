// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import io.keysurge.alerts.Alerts;
import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.Receipt;
import io.keysurge.load.RecordPublisher;
import io.keysurge.local.LocalCluster;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.spend.Rollups;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Topics of one test's own on the cluster that all tests share, and the commands run against them.
 *
 * @param prefix what the test's topics begin with
 */
record House(String prefix) {

    static {
        Contracts.trust();
    }

    Ran run(String... arguments) {
        Stream<String> settings = Stream.of(
                "--set",
                "bootstrap.servers=" + LocalCluster.shared().bootstrapServers(),
                "--set",
                "schema.registry.url=" + LocalCluster.shared().registryUrl(),
                "--set",
                "topic.prefix=" + prefix);
        return Ran.keysurge(Stream.concat(Arrays.stream(arguments), settings).toArray(String[]::new));
    }

    /** Every usage event; the events of one identity in the order of the log. */
    List<UsageEvent> usage() {
        List<UsageEvent> events = new ArrayList<>();
        String topic = new Topics(prefix).usage().name();
        try (TopicTail<UsageEvent> tail = new TopicTail<>(UsageEvent.class, clientSettings(), topic, warning -> {})) {
            tail.fromBeginning();
            Map<TopicPartition, Long> ends = tail.ends();
            while (!tail.reached(ends)) {
                tail.poll(Duration.ofMillis(200)).stream().map(Tailed::value).forEach(events::add);
            }
        }
        return events;
    }

    void publish(Alert... alerts) {
        run("setup");
        String topic = new Topics(prefix).alerts().name();
        try (RecordPublisher<Alert> publisher = new RecordPublisher<>(Alert.class, clientSettings(), topic)) {
            for (Alert alert : alerts) {
                publisher.publish(alert.getIdentityId(), alert, new NothingRefused());
            }
            publisher.flush();
        }
    }

    /**
     * Writes roll-ups in one transaction.
     *
     * @param deleted keys of roll-ups that are there no more
     * @param kept whether the transaction is committed, or taken back
     */
    void publishSpend(List<SpendRollup> rollups, List<String> deleted, boolean kept) {
        run("setup");
        String topic = new Topics(prefix).spend().name();
        Map<String, Object> settings = new HashMap<>(clientSettings());
        settings.put("transactional.id", prefix + "test");
        try (Serializer<SpendRollup> values = AvroSerdes.forValues(SpendRollup.class, clientSettings())
                        .serializer();
                var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            // The commit reports what became of them.
            rollups.forEach(rollup -> {
                var unused = producer.send(new ProducerRecord<>(topic, Rollups.key(rollup), rollup));
            });
            deleted.forEach(key -> {
                var unused = producer.send(new ProducerRecord<>(topic, key, null));
            });
            producer.flush();
            if (kept) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** Writes a roll-up that is none. */
    void publishUnreadableSpend(String key) {
        try (var producer = new KafkaProducer<>(clientSettings(), new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(
                    new ProducerRecord<>(new Topics(prefix).spend().name(), key, "no roll-up"));
            producer.flush();
        }
    }

    void ask(ReviewRecord... reviews) {
        run("setup");
        String topic = new Topics(prefix).reviews().name();
        try (RecordPublisher<ReviewRecord> publisher =
                new RecordPublisher<>(ReviewRecord.class, clientSettings(), topic)) {
            for (ReviewRecord review : reviews) {
                publisher.publish(review.getReviewId(), review, new NothingRefused());
            }
            publisher.flush();
        }
    }

    static Alert alert(String identity, int severity) {
        Alert alert = Alerts.spike("0123456789abcdef0123456789abcdef", identity, Instant.parse("2026-03-01T12:00:00Z"));
        alert.setSeverity(severity);
        return alert;
    }

    private static Map<String, Object> clientSettings() {
        return Map.of(
                "bootstrap.servers", LocalCluster.shared().bootstrapServers(),
                "schema.registry.url", LocalCluster.shared().registryUrl());
    }

    private static final class NothingRefused implements Receipt {
        @Override
        public void appended(RecordMetadata where) {}

        @Override
        public void refused(String why) {
            throw new AssertionError(why);
        }
    }
}

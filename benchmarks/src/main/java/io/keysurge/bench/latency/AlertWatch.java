// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads alerts as they become visible, and knows when each event that must cause one was sent. */
final class AlertWatch {

    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final List<Double> millis = new ArrayList<>();
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Alert> decoder;
    private final Thread thread = new Thread(this::read, "alert-watch");
    private volatile boolean ends;
    private volatile boolean counts;
    private volatile @Nullable Throwable failure;
    private final Map<AlertType, Integer> others = new EnumMap<>(AlertType.class);

    private AlertWatch(Map<String, Object> clientSettings, Topics topics) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.topics = topics;
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        decoder = AvroSerdes.forValues(Alert.class, clientSettings).deserializer();
        List<TopicPartition> partitions = consumer.partitionsFor(topics.alerts().name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Watches from the end of the topic on. */
    static AlertWatch start(Map<String, Object> clientSettings, Topics topics) {
        var watch = new AlertWatch(clientSettings, topics);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** What is sent from now on counts. */
    void count() {
        counts = true;
    }

    /** An event that must cause an alert is sent now. */
    void sends(String eventId) {
        if (counts) {
            sentAt.put(eventId, System.nanoTime());
        }
    }

    /** Events whose alert has not come yet. */
    int awaited() {
        return sentAt.size();
    }

    /** From each event to its alert, in milliseconds. To be asked once stopped. */
    Percentiles millis() {
        return new Percentiles(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Alerts that no awaited event caused. To be asked once stopped. */
    Map<AlertType, Integer> others() {
        return others;
    }

    private void read() {
        try (consumer) {
            while (!ends) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_POLL);
                long now = System.nanoTime();
                records.forEach(record -> take(decoder.deserialize(record.topic(), record.value()), now));
            }
        } catch (RuntimeException broken) {
            failure = broken;
        }
    }

    private void take(Alert alert, long now) {
        String cause = alert.getLastEvent().getEventId();
        Long sent = alert.getType() == AlertType.TOKEN_SPIKE && cause != null ? sentAt.remove(cause) : null;
        if (sent == null) {
            others.merge(alert.getType(), 1, Integer::sum);
        } else {
            millis.add((now - sent) / NANOS_PER_MILLI);
        }
    }

    /**
     * Stops.
     *
     * @throws IllegalStateException when reading had failed
     */
    void stop() throws InterruptedException {
        ends = true;
        thread.join();
        decoder.close();
        Throwable why = failure;
        if (why != null) {
            throw new IllegalStateException(topics.alerts().name() + ": could not be read: " + why, why);
        }
    }
}

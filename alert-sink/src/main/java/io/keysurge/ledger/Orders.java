// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.SinkControl;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people ordered all sinks to do: reads the topic of orders to its end. Read by one thread; {@link #halted} may be
 * asked by any. An order that cannot be read counts as the order to halt: whoever wrote it meant to be heard.
 */
public final class Orders implements AutoCloseable {

    /** The key of the kill switch. */
    public static final String HALT = "halt";

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_POLLS = 50;

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<SinkControl> values;
    private volatile @Nullable String order;
    private volatile boolean read;

    /**
     * Orders on one topic.
     *
     * @param topic the control topic
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become an order
     */
    public Orders(String topic, Map<String, Object> clientSettings, Deserializer<SinkControl> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.values = values;
    }

    /** Why everything above notification is halted, in one sentence; null when it is not. */
    public @Nullable String halted() {
        return read ? order : "the orders are not read yet";
    }

    /** Reads on to the end as it was when the call began, for a few seconds at most. */
    public void catchUp() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException(
                        "topic " + topic + ": missing (expected: created by the setup command)");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        for (int polls = 0; polls < MOST_POLLS && !ended(ends); polls++) {
            consumer.poll(POLL).forEach(this::take);
        }
        read |= ended(ends);
    }

    private boolean ended(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> entry) {
        if (!HALT.equals(entry.key())) {
            return;
        }
        if (entry.value() == null) {
            LOG.error("The order on {} was deleted by hand; what it said stays in force", topic);
            return;
        }
        try {
            order = halt(entry.value());
        } catch (RetriableException notNow) {
            consumer.seek(new TopicPartition(entry.topic(), entry.partition()), entry.offset());
            throw notNow;
        }
    }

    private @Nullable String halt(byte[] value) {
        try {
            SinkControl read = values.deserialize(topic, value);
            LOG.warn("{} by {}: {}", read.getOn() ? "HALTED" : "Resumed", read.getActor(), read.getReason());
            return read.getOn() ? "halted by " + read.getActor() + ": " + read.getReason() : null;
        } catch (RuntimeException e) {
            Reason never = DecodeFailure.reason(e); // throws what may pass
            LOG.error("The order on {} cannot be read, so everything above notification is halted: {}", topic, never);
            return "halted, because the order on " + topic + " cannot be read";
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.contract.EventReference;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.DecodeFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Usage as it is in its topic. Only records of the identity that is asked for are decoded. */
public final class KafkaUsageLog implements UsageLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaUsageLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OK = "ok";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<UsageEvent> values;

    /**
     * A log over the usage topic.
     *
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become usage
     */
    public KafkaUsageLog(Map<String, Object> clientSettings, Deserializer<UsageEvent> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.values = values;
    }

    @Override
    public synchronized void read(EventReference from, String identityId, Consumer<Use> reader) {
        TopicPartition place = new TopicPartition(from.getTopic(), from.getPartition());
        consumer.assign(List.of(place));
        consumer.seek(place, from.getOffset());
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        byte[] key = identityId.getBytes(UTF_8);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(place) < end) {
            if (System.nanoTime() - until > 0) {
                throw new TimeoutException("usage at " + place + " was not read within " + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                if (Arrays.equals(entry.key(), key) && entry.value() != null) {
                    read(entry, reader);
                }
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> entry, Consumer<Use> reader) {
        UsageEvent event;
        try {
            event = values.deserialize(entry.topic(), entry.value());
        } catch (RuntimeException e) {
            // The detector puts it aside and counts it; here it is no use that can be told.
            LOG.debug("Usage at {}@{} is unreadable: {}", entry.topic(), entry.offset(), DecodeFailure.reason(e));
            return;
        }
        if (event.getStatus().equals(OK) && !event.getGatewayCacheHit()) {
            reader.accept(new Use(
                    event.getOccurredAt(), event.getRequestCount(), event.getInputTokens() + event.getOutputTokens()));
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import io.keysurge.ledger.OwnDecision;
import io.keysurge.serde.DecodeFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/**
 * Reads single alerts back by their place in the log, so that nothing has to be kept in memory while an endpoint is
 * down.
 */
public final class KafkaAlertArchive implements AlertArchive, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAlertArchive.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<Alert> values;

    /**
     * An archive over the alerts topic.
     *
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become an alert
     */
    public KafkaAlertArchive(Map<String, Object> clientSettings, Deserializer<Alert> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.values = values;
    }

    @Override
    public synchronized Optional<Alert> find(ActionRecord action) {
        return OwnDecision.isOne(action) ? Optional.of(OwnDecision.alert(action)) : find(action.getEvidence());
    }

    private Optional<Alert> find(EventReference evidence) {
        TopicPartition place = new TopicPartition(evidence.getTopic(), evidence.getPartition());
        List<TopicPartition> places = List.of(place);
        consumer.assign(places);
        long first = consumer.beginningOffsets(places).getOrDefault(place, Long.MAX_VALUE);
        long end = consumer.endOffsets(places).getOrDefault(place, 0L);
        if (evidence.getOffset() < first || evidence.getOffset() >= end) {
            return Optional.empty();
        }
        consumer.seek(place, evidence.getOffset());
        List<ConsumerRecord<byte[], byte[]>> found = consumer.poll(PATIENCE).records(place);
        if (found.isEmpty()) {
            throw new TimeoutException("the alert at " + place + "@" + evidence.getOffset() + " was not read in "
                    + PATIENCE.toSeconds() + " s");
        }
        return decode(found.get(0), evidence.getOffset());
    }

    private Optional<Alert> decode(ConsumerRecord<byte[], byte[]> found, long offset) {
        if (found.offset() != offset) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(values.deserialize(found.topic(), found.value()));
        } catch (RuntimeException e) {
            LOG.warn("The alert at {}@{} cannot be read: {}", found.topic(), offset, DecodeFailure.reason(e));
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

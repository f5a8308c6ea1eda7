// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import io.keysurge.contract.AuditRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The audit topic, read from its beginning to its end as it is when asked. */
public final class AuditTopic implements AuditScribe.Chains {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Map<String, Object> clientSettings;
    private final Deserializer<AuditRecord> values;

    /**
     * A topic to read.
     *
     * @param clientSettings what every Kafka client of this process is given
     * @param values how bytes become a record
     */
    public AuditTopic(String topic, Map<String, Object> clientSettings, Deserializer<AuditRecord> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().removeAll(List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.topic = topic;
        this.clientSettings = Map.copyOf(settings);
        this.values = values;
    }

    /** Hands every record on, each chain in its own order. */
    public void read(Consumer<AuditRecord> reader) {
        try (var consumer = new KafkaConsumer<>(clientSettings, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(entry -> reader.accept(entry.value()));
            }
        }
    }

    @Override
    public Optional<AuditRecord> last(String chain) {
        var newest = new AtomicReference<AuditRecord>();
        read(record -> {
            if (record.getChainId().equals(chain)) {
                newest.set(record);
            }
        });
        return Optional.ofNullable(newest.get());
    }
}

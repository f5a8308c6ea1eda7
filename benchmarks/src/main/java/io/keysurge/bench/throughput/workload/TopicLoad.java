// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.workload;

import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with a {@link UsageStream}: Avro in the Confluent wire format, keyed by identity, lz4. */
public final class TopicLoad {

    private static final int TELL_EVERY = 10_000;

    private final Map<String, Object> clientSettings;
    private final String topic;

    /**
     * A load of one topic, which exists.
     *
     * @param clientSettings where the broker and the registry are
     */
    public TopicLoad(Map<String, Object> clientSettings, String topic) {
        this.clientSettings = Map.copyOf(clientSettings);
        this.topic = topic;
    }

    /**
     * Publishes so many events and returns when the broker has them all, in order within each partition.
     *
     * @param progress told how many are handed over, now and then
     * @throws IllegalStateException when the broker refuses one
     */
    public void publish(UsageStream stream, long events, LongConsumer progress) {
        var failed = new AtomicReference<Exception>();
        try (var serializer = new AvroSerializer<UsageEvent>();
                var producer =
                        new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            serializer.configure(clientSettings, false);
            for (long i = 0; i < events; i++) {
                UsageEvent event = stream.next();
                byte[] key = event.getIdentityId().getBytes(StandardCharsets.UTF_8);
                byte[] value = serializer.serialize(topic, event);
                var unused = producer.send(new ProducerRecord<>(topic, key, value), (written, failure) -> {
                    if (failure != null) {
                        failed.compareAndSet(null, failure);
                    }
                });
                if (i % TELL_EVERY == 0) {
                    progress.accept(i);
                }
            }
            producer.flush();
        }
        Exception failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException(topic + ": not all events could be written: " + failure, failure);
        }
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        return settings;
    }
}

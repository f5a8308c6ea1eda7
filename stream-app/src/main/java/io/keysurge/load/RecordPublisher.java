// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.serde.AvroSerdes;
import io.keysurge.wording.Redaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one contract to one topic, as fast as the broker confirms them: what waits for confirmation is
 * bounded, and {@link #publish} waits while the bound is reached. Records with the same key keep their order.
 *
 * <p>For one publishing thread.
 *
 * @param <T> the contract
 */
public final class RecordPublisher<T extends SpecificRecord> implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private static final Map<String, Object> USUAL = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 * 1024,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            32L * 1024 * 1024,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            20_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            60_000);

    private final KafkaProducer<String, T> producer;
    private final String topic;
    private final String broker;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private boolean serialized;

    /**
     * A publisher.
     *
     * @param type the contract of the records
     * @param clientSettings broker, registry and producer settings; what they do not say is set for throughput
     * @param topic where to
     */
    public RecordPublisher(Class<T> type, Map<String, ?> clientSettings, String topic) {
        Map<String, Object> settings = new HashMap<>(USUAL);
        settings.putAll(clientSettings);
        this.producer = new KafkaProducer<>(
                settings,
                new StringSerializer(),
                AvroSerdes.forValues(type, clientSettings).serializer());
        this.topic = topic;
        this.broker = String.valueOf(clientSettings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /**
     * Publishes one record. Returns before it is confirmed.
     *
     * @throws PublishingException when this or an earlier record failed for a reason that is not the record's
     */
    public void publish(String key, T value, Receipt receipt) {
        check();
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(topic, key, value), (where, failed) -> settle(where, failed, receipt));
            serialized = true;
        } catch (SerializationException unfit) {
            // If not even the first record can be written, it is the schema or the registry, and so will be the rest.
            if (!serialized) {
                throw new PublishingException(sentence(unfit), unfit);
            }
            receipt.refused(Redaction.sentence(unfit));
        } catch (KafkaException broken) {
            throw new PublishingException(sentence(broken), broken);
        }
    }

    /**
     * Waits until every record so far is confirmed or refused.
     *
     * @throws PublishingException when one failed for a reason that is not the record's
     */
    public void flush() {
        producer.flush();
        check();
    }

    @Override
    public void close() {
        producer.close(failure.get() == null ? CLOSE_PATIENCE : Duration.ZERO);
    }

    private void settle(RecordMetadata where, @Nullable Exception failed, Receipt receipt) {
        if (failed == null) {
            receipt.appended(where);
        } else if (failed instanceof RecordTooLargeException || failed instanceof InvalidRecordException) {
            receipt.refused(Redaction.sentence(failed));
        } else {
            failure.compareAndSet(null, failed);
        }
    }

    private void check() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new PublishingException(sentence(failed), failed);
        }
    }

    private String sentence(Exception failed) {
        String why = Redaction.sentence(failed);
        return "Cannot publish to " + topic + ": " + why
                + (why.contains("(expected") ? "" : " (expected: the broker at " + broker + " up and the topic set up)")
                + "; see `keysurge setup`";
    }
}

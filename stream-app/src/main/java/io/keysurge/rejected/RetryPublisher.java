// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.topics.Topics;
import io.keysurge.wording.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records again together with the marks that say so, a batch in each transaction: neither is ever there without the
 * other. Two at a time end one of them, for they have the same transactional id.
 */
final class RetryPublisher implements AutoCloseable {

    /** What the transactional id is, behind the topics' prefix. */
    static final String TRANSACTIONAL_ID = "rejected-retry";

    private static final int MOST_RECORDS = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    /** What reads usage waits behind a transaction whose writer died: not for long. */
    private static final int TRANSACTION_TIMEOUT = 10_000;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String rejectedTopic;
    private final BiConsumer<Described, Published> told;
    private final List<Described> batch = new ArrayList<>();
    private long bytes;

    RetryPublisher(Topics topics, Map<String, Object> clients, BiConsumer<Described, Published> told) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_TIMEOUT);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRANSACTION_TIMEOUT / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.rejectedTopic = topics.usageRejected().name();
        this.told = told;
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    void add(Described described) {
        batch.add(described);
        bytes += described.rejected().bytes();
        if (batch.size() >= MOST_RECORDS || bytes >= MOST_BYTES) {
            commit();
        }
    }

    void commit() {
        if (batch.isEmpty()) {
            return;
        }
        List<Published> places = new ArrayList<>();
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            batch.forEach(each -> sent.add(producer.send(RetryMark.retry(each.rejected()))));
            producer.flush();
            for (int i = 0; i < sent.size(); i++) {
                RecordMetadata now = sent.get(i).get();
                var place = new Published(now.topic(), now.partition(), now.offset());
                // The commit reports what became of it.
                Future<RecordMetadata> unused = producer.send(
                        RetryMark.mark(rejectedTopic, batch.get(i).rejected().where(), place));
                places.add(place);
            }
            producer.commitTransaction();
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
        for (int i = 0; i < places.size(); i++) {
            told.accept(batch.get(i), places.get(i));
        }
        batch.clear();
        bytes = 0;
    }

    @Override
    public void close() {
        // A transaction that is still open is aborted by this.
        producer.close(CLOSE_PATIENCE);
    }

    private RetryFailedException failed(Throwable cause) {
        return new RetryFailedException(
                "Cannot publish again: " + Redaction.sentence(cause)
                        + " (expected: the right to write to the topics that they came from and to " + rejectedTopic
                        + ", and nobody else who retries); what was not said to be published is not",
                cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes decisions together with the alert offsets that they come from, in one Kafka transaction: after a crash either
 * both are there or
 * neither, so that no alert is decided on twice and none is passed over.
 */
public final class DecisionLog implements AutoCloseable {

    /** Readers of the ledger wait this long for the open transaction of a writer that died. */
    public static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

    private static final int COMMIT_TRIES = 3;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Producer<String, ActionRecord> producer;

    /**
     * A log on one topic; {@link #open} comes before the first write.
     *
     * @param topic the actions topic
     * @param transactionalId unique among running instances
     * @param clientSettings what every Kafka client of this process is given
     * @param values how an action becomes bytes
     */
    public DecisionLog(
            String topic, String transactionalId, Map<String, Object> clientSettings, Serializer<ActionRecord> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        this.topic = topic;
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    /**
     * Fences whoever used the transactional id before.
     *
     * @throws TimeoutException when no broker answered in time; may be called again
     */
    public void open() {
        producer.initTransactions();
    }

    /**
     * Writes all or nothing.
     *
     * @param decisions the first states of new actions; may be empty
     * @param offsets for each alert partition the offset after the last alert decided on
     * @param group the consumer's membership, so that an evicted instance cannot commit
     */
    public void write(
            List<ActionRecord> decisions, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        for (ActionRecord decision : decisions) {
            // The commit reports what became of it.
            var unused = producer.send(new ProducerRecord<>(topic, decision.getActionId(), decision));
        }
        producer.sendOffsetsToTransaction(offsets, group);
        commit();
    }

    /** A commit that timed out may have succeeded; asking again is the only way to know, and it is safe. */
    private void commit() {
        for (int left = COMMIT_TRIES - 1; ; left--) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** Gives up the transaction that {@link #write} left behind. */
    public void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}

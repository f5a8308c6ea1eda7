// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import io.keysurge.contract.ActionRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what became of an action. Outcomes belong to no alert offset, so each is a write of its own. */
public final class KafkaLedger implements Ledger, AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Producer<String, ActionRecord> producer;

    /**
     * A ledger on one topic.
     *
     * @param topic the actions topic
     * @param clientSettings what every Kafka client of this process is given
     * @param values how an action becomes bytes
     */
    public KafkaLedger(String topic, Map<String, Object> clientSettings, Serializer<ActionRecord> values) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.topic = topic;
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    @Override
    public long write(ActionRecord action) {
        try {
            return producer.send(new ProducerRecord<>(topic, action.getActionId(), action))
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("interrupted while writing action " + action.getActionId(), e);
        } catch (ExecutionException | RuntimeException e) {
            throw new LedgerException("action " + action.getActionId() + " could not be written to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}

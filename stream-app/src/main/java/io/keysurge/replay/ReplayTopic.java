// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.serde.AvroSerdes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what a replay found to a topic of its own. */
public final class ReplayTopic {

    /** Header that every record of it has, with the value {@code replay}. */
    public static final String MARK = "keysurge.mode";

    private static final byte[] REPLAY = {'r', 'e', 'p', 'l', 'a', 'y'};

    private ReplayTopic() {}

    /**
     * Writes alerts in their order, keyed by identity; creates the topic with the broker's defaults if there is none,
     * and registers its schema.
     *
     * @param clients broker, registry and client settings of whoever may write there
     * @throws IllegalArgumentException when an alert is not marked as a replay
     * @throws KafkaException when one could not be written
     */
    public static void write(Map<String, ?> clients, String topic, List<Alert> alerts) throws InterruptedException {
        createMissing(clients, topic);
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Setup knows of Keysurge's own topics alone.
        Map<String, Object> serde = new HashMap<>(clients);
        serde.put("auto.register.schemas", true);
        try (var producer = new KafkaProducer<>(
                settings,
                new StringSerializer(),
                AvroSerdes.forValues(Alert.class, serde).serializer())) {
            List<Future<RecordMetadata>> written = new ArrayList<>(alerts.size());
            for (Alert alert : alerts) {
                if (alert.getMode() != DetectionMode.REPLAY) {
                    throw new IllegalArgumentException(alert.getAlertId() + " (expected: marked as a replay)");
                }
                var marked = new ProducerRecord<>(topic, alert.getIdentityId(), alert);
                marked.headers().add(MARK, REPLAY);
                written.add(producer.send(marked));
            }
            producer.flush();
            for (Future<RecordMetadata> each : written) {
                confirm(each);
            }
        }
    }

    /** Looks first: whoever may write there may not be allowed to create topics. */
    private static void createMissing(Map<String, ?> clients, String topic) throws InterruptedException {
        try (var admin = Admin.create(new HashMap<>(clients))) {
            try {
                confirm(admin.describeTopics(List.of(topic)).allTopicNames());
            } catch (UnknownTopicOrPartitionException missing) {
                confirm(admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                        .all());
            }
        }
    }

    private static void confirm(Future<?> written) throws InterruptedException {
        try {
            written.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new KafkaException(e.getCause());
        }
    }
}

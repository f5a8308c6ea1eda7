// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Who every identity is, and what groups of them may consume together, as the topics of an installation have it. */
public final class Registry {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RegistryTopic<IdentityRecord> identities;
    private final RegistryTopic<SharedBudgets> sharedBudgets;
    private final Map<String, Object> clients;

    /**
     * The registry of an installation.
     *
     * @param clients broker, registry and client settings
     */
    public Registry(Topics topics, Map<String, Object> clients) {
        this.clients = Map.copyOf(clients);
        identities = new RegistryTopic<>(topics.identities().name(), IdentityRecord.class, this.clients);
        sharedBudgets = new RegistryTopic<>(topics.budgets().name(), SharedBudgets.class, this.clients);
    }

    /**
     * Everybody who is registered now, by id.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public Map<String, IdentityRecord> identities() {
        return identities.read();
    }

    /**
     * What groups may consume now, by group.
     *
     * @throws KafkaException when the broker does not answer or has no such topic
     */
    public Map<String, SharedBudgets> sharedBudgets() {
        return sharedBudgets.read();
    }

    /**
     * Writes what a plan shows, all of it or nothing: who reads committed records sees it together.
     *
     * @param effectiveFrom event time from which what is said of identities holds; null: from its arrival
     * @throws KafkaException when it could not be written; then nothing of it is
     */
    public void apply(Plan plan, @Nullable Instant effectiveFrom) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, identities.name() + "-apply-" + UUID.randomUUID());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                identities.send(producer, plan.identitiesToWrite(effectiveFrom));
                sharedBudgets.send(producer, plan.sharedBudgetsToWrite());
                producer.commitTransaction();
            } catch (RuntimeException e) {
                // An open transaction would keep readers waiting.
                producer.abortTransaction();
                throw e;
            }
        }
    }
}

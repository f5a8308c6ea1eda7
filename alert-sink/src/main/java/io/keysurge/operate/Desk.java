// SPDX-License-Identifier: Apache-2.0
package io.keysurge.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.SinkControl;
import io.keysurge.ledger.KafkaLedger;
import io.keysurge.ledger.Orders;
import io.keysurge.ledger.TopicTail;
import io.keysurge.ledger.WholeTopic;
import io.keysurge.register.IdentityRegister;
import io.keysurge.revoke.Register;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The ledger and the orders, opened for one command. */
final class Desk implements AutoCloseable {

    private static final int SHORTEST_ID = 6;
    private static final long UNKNOWN_PLACE = -1;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Topics topics;
    private final Map<String, Object> clients;
    private final Map<String, ActionRecord> actions = new LinkedHashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TopicTail<ActionRecord> tail;

    Desk(Settings settings) {
        topics = CommonSettings.topics(settings);
        clients = settings.clientSettings();
        tail = opened(new TopicTail<>(
                topics.actions().name(), clients, serde(ActionRecord.class).deserializer(), this::learn));
    }

    private void learn(String id, @Nullable ActionRecord action, long offset) {
        if (action == null) {
            return;
        }
        // The newest last.
        actions.remove(action.getActionId());
        actions.put(action.getActionId(), action);
    }

    /** Every action of the ledger, that with the oldest news first. */
    Collection<ActionRecord> actions() {
        while (!tail.catchUp()) {
            Thread.onSpinWait();
        }
        return List.copyOf(actions.values());
    }

    /**
     * One action.
     *
     * @param id its id, or enough of its beginning to tell it from all others
     * @throws IllegalArgumentException when there is none, or more than one
     */
    ActionRecord action(String id) {
        if (id.length() < SHORTEST_ID) {
            throw new IllegalArgumentException(
                    "action id: " + id.length() + " characters (expected: " + SHORTEST_ID + " or more)");
        }
        List<ActionRecord> found = actions().stream()
                .filter(action -> action.getActionId().startsWith(id))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("action id: " + found.size()
                    + " actions begin with it (expected: one; see ./keysurge actions list)");
        }
        return found.get(0);
    }

    /** Writes what a person said. */
    void write(ActionRecord action) {
        try (Serde<ActionRecord> serde = AvroSerdes.forValues(ActionRecord.class, clients);
                KafkaLedger ledger = new KafkaLedger(topics.actions().name(), clients, serde.serializer())) {
            ledger.write(action);
        }
    }

    /**
     * Watches an action for a while.
     *
     * @param before its state before a person spoke, which tells nothing of what came of it
     * @param seen told each new state
     * @return its end; empty when that did not come in time
     */
    Optional<ActionRecord> follow(
            ActionRecord before, Predicate<ActionRecord> end, Duration most, Consumer<ActionRecord> seen)
            throws InterruptedException {
        Instant until = Instant.now().plus(most);
        ActionRecord last = before;
        while (Instant.now().isBefore(until)) {
            ActionRecord now = action(before.getActionId());
            if (!now.equals(last)) {
                seen.accept(now);
                last = now;
            }
            if (!now.equals(before) && end.test(now)) {
                return Optional.of(now);
            }
            Thread.sleep(LOOK.toMillis());
        }
        return Optional.empty();
    }

    /**
     * Where the usage of an identity stands now: the end of its partition, if a producer puts the key where Kafka's own
     * default does.
     */
    EventReference usageOf(String identityId) {
        Map<String, Object> settings = new LinkedHashMap<>(clients);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        String usage = topics.usage().name();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int alertPartitions = consumer.partitionsFor(topics.alerts().name()).size();
            int usagePartitions = consumer.partitionsFor(usage).size();
            int partition = Utils.toPositive(Utils.murmur2(identityId.getBytes(UTF_8))) % usagePartitions;
            if (partition >= alertPartitions) {
                return new EventReference(null, usage, partition % alertPartitions, UNKNOWN_PLACE);
            }
            var place = new TopicPartition(usage, partition);
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, UNKNOWN_PLACE);
            return new EventReference(null, usage, partition, end);
        }
    }

    /** Throws the kill switch, or releases it. */
    void order(boolean halt, String person, String reason) throws InterruptedException {
        if (reason.isBlank() || person.isBlank()) {
            throw new IllegalArgumentException("reason and person: blank (expected: why, and who says so)");
        }
        SinkControl order = new SinkControl(Orders.HALT, halt, reason, person, Instant.now());
        Map<String, Object> settings = new LinkedHashMap<>(clients);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        try (Serde<SinkControl> serde = AvroSerdes.forValues(SinkControl.class, clients);
                KafkaProducer<String, SinkControl> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(topics.control().name(), Orders.HALT, order))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the order could not be written", e.getCause());
        }
    }

    /** The registry of identities as it is now. */
    Register register() {
        IdentityRegister register = new IdentityRegister(InstantSource.system());
        var identities = opened(new TopicTail<>(
                topics.identities().name(), clients, serde(IdentityRecord.class).deserializer(), register));
        while (!identities.catchUp()) {
            Thread.onSpinWait();
        }
        return register;
    }

    /** Reads the alerts as they are now, each partition in its own order. */
    void alerts(BiConsumer<Alert, EventReference> reader) {
        whole(topics.alerts().name(), Alert.class)
                .read(entry -> reader.accept(
                        entry.value(), new EventReference(null, entry.topic(), entry.partition(), entry.offset())));
    }

    /** Reads the audit chains as they are now, each in its own order. */
    void audit(Consumer<AuditRecord> reader) {
        whole(topics.audit().name(), AuditRecord.class).read(entry -> reader.accept(entry.value()));
    }

    private <T extends SpecificRecord> WholeTopic<T> whole(String topic, Class<T> type) {
        return new WholeTopic<>(topic, clients, serde(type).deserializer());
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return opened(AvroSerdes.forValues(type, clients));
    }

    private <T extends AutoCloseable> T opened(T what) {
        open.push(what);
        return what;
    }

    @Override
    public void close() {
        open.forEach(each -> Utils.closeQuietly(each, each.getClass().getSimpleName()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.imports.KeptCopy;
import io.keysurge.registry.RegistrySettings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import io.keysurge.topology.RejectedRecord;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.wording.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The topics that requests end on: usage, and what was refused. Safe for several threads.
 *
 * <p>What is not confirmed may arrive all the same; it comes again with the same event ids then, and counts once.
 */
final class UsageTopics implements AutoCloseable {

    private final Topics topics;
    private final Serde<UsageEvent> serde;
    private final ConfirmingProducer producer;

    /**
     * Topics that can be written to.
     *
     * @param deadline how long the records of one request may take
     */
    UsageTopics(Topics topics, Map<String, ?> clientSettings, Duration deadline) {
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.putIfAbsent(RegistrySettings.RETRY_TIMEOUT_MS, deadline.toMillis() / 2);
        this.serde = AvroSerdes.forValues(UsageEvent.class, settings);
        this.producer = new ConfirmingProducer(settings, deadline);
    }

    /**
     * An event that may be published.
     *
     * @param source the record that it was made of
     */
    record Accepted(UsageEvent event, JsonNode source) {

        private Refused refused(RefusalReason reason, String detail) {
            return new Refused(event.getIdentityId(), new Refusal(reason, "value", detail), KeptCopy.of(source));
        }
    }

    /**
     * What became of events.
     *
     * @param published how many are on the topic
     * @param refused those that the broker will never take
     */
    record Outcome(int published, List<Refused> refused) {}

    /**
     * Writes events, and returns when all are confirmed.
     *
     * @param end until when it may take
     * @throws UnconfirmedException when that cannot be said of all of them before the deadline
     */
    Outcome publish(List<Accepted> events, Deadline end) throws UnconfirmedException {
        String topic = topics.usage().name();
        List<Accepted> fitting = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Accepted accepted : events) {
            byte[] key = accepted.event().getIdentityId().getBytes(StandardCharsets.UTF_8);
            byte @Nullable [] value = bytes(topic, accepted.event());
            if (value == null) {
                refused.add(accepted.refused(
                        RefusalReason.CORRUPT_PAYLOAD, "does not fit the contract (expected: a UsageEvent)"));
                continue;
            }
            long size = (long) key.length + value.length;
            if (size > Topics.MAX_RECORD_BYTES) {
                refused.add(accepted.refused(
                        RefusalReason.OVERSIZED, size + " bytes (expected: <= " + Topics.MAX_RECORD_BYTES + ")"));
            } else {
                fitting.add(accepted);
                records.add(new ProducerRecord<>(topic, key, value));
            }
        }
        List<Optional<String>> unfit = producer.send(records, end);
        for (int i = 0; i < unfit.size(); i++) {
            Accepted accepted = fitting.get(i);
            unfit.get(i).ifPresent(why -> refused.add(accepted.refused(RefusalReason.OVERSIZED, why)));
        }
        return new Outcome(events.size() - refused.size(), refused);
    }

    /**
     * Keeps what was refused on the rejected topic, and returns when it is confirmed; in short what the broker does not
     * take as it is.
     *
     * @param protocol by which it came
     * @param end until when it may take
     * @throws UnconfirmedException when it is not, before the deadline
     */
    void keep(String protocol, List<Refused> refused, Deadline end) throws UnconfirmedException {
        List<Optional<String>> unfit = producer.send(records(protocol, refused), end);
        List<Refused> large = new ArrayList<>();
        for (int i = 0; i < unfit.size(); i++) {
            if (unfit.get(i).isPresent()) {
                large.add(refused.get(i).inShort());
            }
        }
        for (Optional<String> still : producer.send(records(protocol, large), end)) {
            if (still.isPresent()) {
                throw new UnconfirmedException(still.get(), null);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(String protocol, List<Refused> refused) {
        return refused.stream().map(each -> record(protocol, each)).toList();
    }

    /** Why usage cannot be written; empty when it probably can. */
    Optional<String> whyUnreachable() {
        return producer.whyUnreachable(topics.usage().name())
                .or(() -> producer.whyUnreachable(topics.usageRejected().name()));
    }

    @Override
    public void close() {
        producer.close();
        serde.close();
    }

    /** The event encoded; null when it does not fit its contract. */
    private byte @Nullable [] bytes(String topic, UsageEvent event) throws UnconfirmedException {
        try {
            return serde.serializer().serialize(topic, event);
        } catch (RetriableException | SerializationException failed) {
            // A registry that refuses or is away concerns every event; one that cannot be encoded only itself.
            boolean unfit = failed.getCause() instanceof AvroRuntimeException
                    || failed.getCause() instanceof NullPointerException
                    || failed.getCause() instanceof ClassCastException;
            if (unfit) {
                return null;
            }
            throw new UnconfirmedException(Redaction.sentence(failed), failed);
        }
    }

    @SuppressWarnings("NullAway") // Kafka's records take null keys; its types do not say so.
    private ProducerRecord<byte[], byte[]> record(String protocol, Refused refused) {
        var record = new ProducerRecord<byte[], byte[]>(
                topics.usageRejected().name(), refused.key(), refused.kept().getBytes(StandardCharsets.UTF_8));
        RejectedRecord.addTo(record.headers(), refused.refusal());
        record.headers().add(RejectedRecord.SOURCE_PROTOCOL, protocol.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}

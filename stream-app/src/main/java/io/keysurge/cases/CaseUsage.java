// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.UsageEvent;
import io.keysurge.history.LogRange;
import io.keysurge.history.LogReader;
import io.keysurge.history.PartitionLog;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The usage that belongs to an incident, from the log. Keeps none of it. */
final class CaseUsage {

    private final LogReader reader;
    private final Map<String, ?> clients;
    private final String topic;

    /**
     * Usage of an installation.
     *
     * @param topic where usage is
     */
    CaseUsage(Map<String, ?> clients, String topic) {
        this.reader = new LogReader(clients);
        this.clients = clients;
        this.topic = topic;
    }

    /** The first event of the window that opened an alert. */
    FirstEvent first(Alert opened) {
        EventReference reference = opened.getFirstEvent();
        FirstEvent unknown = new FirstEvent(opened.getWindow().getStart(), null, reference);
        if (!reference.getTopic().equals(topic)) {
            return unknown;
        }
        LogRange all = reader.ranges(topic).stream()
                .filter(range -> range.partition().partition() == reference.getPartition())
                .findFirst()
                .orElse(new LogRange(new TopicPartition(topic, reference.getPartition()), 0, 0));
        long offset = reference.getOffset();
        if (offset < all.from() || offset >= all.end()) {
            return unknown;
        }
        try (PartitionLog log = reader.open(new LogRange(all.partition(), offset, offset + 1));
                Deserializer<UsageEvent> values = values()) {
            ConsumerRecord<byte[], byte[]> stored = log.peek();
            UsageEvent event = stored == null ? null : decoded(values, stored);
            return stored == null || event == null
                    ? unknown
                    : new FirstEvent(event.getOccurredAt(), Instant.ofEpochMilli(stored.timestamp()), reference);
        }
    }

    /**
     * Meters what some identities consumed from the first event on.
     *
     * @param first usage that happened before it is left out
     * @param end usage that was appended later is left out
     */
    void meter(FirstEvent first, Instant end, Set<String> identities, Meter meter) {
        Instant appended = first.appendedAt();
        try (Deserializer<UsageEvent> values = values()) {
            List<LogRange> ranges = appended == null ? reader.ranges(topic) : reader.ranges(topic, appended);
            for (LogRange range : ranges) {
                try (PartitionLog log = reader.open(range)) {
                    meter(log, first, end, identities, values, meter);
                }
            }
        }
    }

    private void meter(
            PartitionLog log,
            FirstEvent first,
            Instant end,
            Set<String> identities,
            Deserializer<UsageEvent> values,
            Meter meter) {
        while (log.hasNext()) {
            ConsumerRecord<byte[], byte[]> stored = log.next();
            // Append times grow along a partition: nothing behind it is of the incident.
            if (stored.timestamp() > end.toEpochMilli()) {
                return;
            }
            if (stored.key() == null || !identities.contains(new String(stored.key(), StandardCharsets.UTF_8))) {
                continue;
            }
            UsageEvent event = decoded(values, stored);
            if (event != null && !event.getOccurredAt().isBefore(first.at())) {
                meter.take(event);
            }
        }
    }

    /** What nobody can read was not judged either: the detector keeps it among what it refused. */
    private @Nullable UsageEvent decoded(Deserializer<UsageEvent> values, ConsumerRecord<byte[], byte[]> stored) {
        if (stored.value() == null) {
            return null;
        }
        try {
            return values.deserialize(topic, stored.value());
        } catch (UndecodableRecordException refused) {
            return null;
        }
    }

    private Deserializer<UsageEvent> values() {
        return AvroSerdes.forValues(UsageEvent.class, clients).deserializer();
    }
}

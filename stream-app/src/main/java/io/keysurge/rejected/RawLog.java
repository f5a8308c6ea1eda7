// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.history.LogRange;
import io.keysurge.history.LogReader;
import io.keysurge.history.PartitionLog;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A topic up to the end that it had when this was made, to be read as often as wanted; nothing is kept. */
final class RawLog {

    private final LogReader reader;
    private final String topic;
    private final Map<Integer, LogRange> whole = new TreeMap<>();

    /**
     * Looks the topic up.
     *
     * @param clients broker and client settings
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer or has no such topic
     */
    RawLog(String topic, Map<String, Object> clients) {
        this.topic = topic;
        this.reader = new LogReader(clients);
        reader.ranges(topic).forEach(range -> whole.put(range.partition().partition(), range));
    }

    Set<Integer> partitions() {
        return whole.keySet();
    }

    /** Of each of these partitions that the topic has, where the records begin that were appended at or after an instant. */
    Map<Integer, Long> from(@Nullable Instant appendedAt, Collection<Integer> partitions) {
        Map<Integer, Long> starts = new HashMap<>();
        for (LogRange range : appendedAt == null ? whole.values() : reader.ranges(topic, appendedAt)) {
            if (partitions.contains(range.partition().partition())) {
                starts.put(range.partition().partition(), range.from());
            }
        }
        return starts;
    }

    /** Reads partitions from these offsets on to the end, one after the other, each in its order. */
    void read(Map<Integer, Long> starts, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        new TreeMap<>(starts).forEach((partition, start) -> {
            LogRange range = whole.get(partition);
            if (range != null) {
                read(new LogRange(range.partition(), start, range.end()), each);
            }
        });
    }

    /** The record at a place; empty when there is none, or none any more. */
    Optional<ConsumerRecord<byte[], byte[]>> at(Coordinates place) {
        LogRange range = whole.get(place.partition());
        if (range == null || place.offset() < range.from() || place.offset() >= range.end()) {
            return Optional.empty();
        }
        try (PartitionLog log = reader.open(new LogRange(range.partition(), place.offset(), place.offset() + 1))) {
            return log.hasNext() ? Optional.of(log.next()) : Optional.empty();
        }
    }

    private void read(LogRange range, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (range.size() > 0) {
            try (PartitionLog log = reader.open(range)) {
                log.forEachRemaining(each);
            }
        }
    }
}

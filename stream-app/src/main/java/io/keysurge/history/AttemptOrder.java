// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import io.keysurge.detect.Position;
import io.keysurge.state.PackedState;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * In which order calls that tried a key reached the task that watches their source, as far as that is still known: the
 * detector's own topic of them is kept for a day. Attempts at one source are in one partition of it.
 */
public final class AttemptOrder {

    private static final int UNKNOWN = -1;

    private final Map<Position, Integer> places = new HashMap<>();

    private AttemptOrder() {}

    /** What the topic of attempts tells. */
    public static AttemptOrder read(LogReader log, String topic) {
        var order = new AttemptOrder();
        for (LogRange range : log.ranges(topic)) {
            try (PartitionLog part = log.open(range)) {
                part.forEachRemaining(order::add);
            }
        }
        return order;
    }

    private void add(ConsumerRecord<byte[], byte[]> attempt) {
        try {
            places.putIfAbsent(PackedState.attempt(attempt.value()).position(), places.size());
        } catch (RuntimeException foreign) {
            // The detector passes over it as well.
            return;
        }
    }

    /** The place of an attempt among those that are known; those of which it is not were earlier, and come first. */
    public int placeOf(Position usage) {
        return places.getOrDefault(usage, UNKNOWN);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where the newest record of some keys stands, on topics of which only the newest of a key counts. */
final class NewestOfKeys {

    private final Map<Place, Long> newest = new HashMap<>();
    private final Map<String, Map<Integer, Long>> starts = new HashMap<>();

    private record Place(String topic, int partition, ByteBuffer key) {}

    /** The key of this record will be asked for. */
    void want(Rejected rejected) {
        byte[] key = rejected.key();
        if (key != null) {
            newest.putIfAbsent(place(rejected.sourceTopic(), rejected.sourcePartition(), key), -1L);
            starts.computeIfAbsent(rejected.sourceTopic(), first -> new HashMap<>())
                    .merge(rejected.sourcePartition(), rejected.sourceOffset() + 1, Math::min);
        }
    }

    /** Offsets by topic and partition, from which on records have to be noted. */
    Map<String, Map<Integer, Long>> starts() {
        return starts;
    }

    void note(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key != null) {
            newest.computeIfPresent(place(record.topic(), record.partition(), key), (place, before) -> record.offset());
        }
    }

    /** Offset of the record that a refused one would overrule although it is younger; null when there is none. */
    @Nullable
    Long newerThan(Rejected rejected) {
        byte[] key = rejected.key();
        if (key == null) {
            return null;
        }
        long found = newest.getOrDefault(place(rejected.sourceTopic(), rejected.sourcePartition(), key), -1L);
        return found > rejected.sourceOffset() ? found : null;
    }

    private static Place place(String topic, int partition, byte[] key) {
        return new Place(topic, partition, ByteBuffer.wrap(key));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Several parts of the log as one, in the order in which a task of Kafka Streams takes from its partitions: always the
 * record that was appended first; where two were at the same instant, that of the part which is named first.
 */
final class MergedLog implements Iterator<ConsumerRecord<byte[], byte[]>> {

    private final List<PartitionLog> parts;

    MergedLog(List<PartitionLog> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public boolean hasNext() {
        return first() != null;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        PartitionLog first = first();
        if (first == null) {
            throw new NoSuchElementException();
        }
        return first.next();
    }

    private @Nullable PartitionLog first() {
        PartitionLog first = null;
        long appended = Long.MAX_VALUE;
        for (PartitionLog part : parts) {
            ConsumerRecord<byte[], byte[]> head = part.peek();
            if (head != null && (first == null || head.timestamp() < appended)) {
                first = part;
                appended = head.timestamp();
            }
        }
        return first;
    }
}

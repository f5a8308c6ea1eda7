// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The records of one part of the log, one after the other. In memory is what one fetch brought. For one thread. */
public final class PartitionLog implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** How often in a row the broker may answer with nothing although there is more. */
    private static final int MOST_GLANCES = 30;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LogRange range;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
    private @Nullable ConsumerRecord<byte[], byte[]> next;

    PartitionLog(KafkaConsumer<byte[], byte[]> consumer, LogRange range) {
        this.consumer = consumer;
        this.range = range;
        consumer.assign(List.of(range.partition()));
        consumer.seek(range.partition(), range.from());
    }

    /** The next record, without taking it; null at the end. */
    public @Nullable ConsumerRecord<byte[], byte[]> peek() {
        if (next == null) {
            next = fetch();
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        ConsumerRecord<byte[], byte[]> taken = peek();
        if (taken == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return taken;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> fetch() {
        for (int glance = 0; !fetched.hasNext(); glance++) {
            // The position and not the last record's offset: the last offsets may be markers of transactions.
            if (range.size() == 0 || consumer.position(range.partition()) >= range.end()) {
                return null;
            }
            if (glance == MOST_GLANCES) {
                throw new KafkaException(range.partition() + " gave nothing at offset "
                        + consumer.position(range.partition()) + " for " + MOST_GLANCES
                        + " s although it ends at " + range.end());
            }
            fetched = consumer.poll(GLANCE).iterator();
        }
        ConsumerRecord<byte[], byte[]> first = fetched.next();
        return first.offset() < range.end() ? first : null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

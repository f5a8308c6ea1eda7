// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How a retry is known: the record that is published again says in a header which refused record it is, and a mark behind
 * the refused record says that it was published again. Both are written in one transaction.
 *
 * <p>The mark stands in the partition of the record that it is about, so it is deleted no earlier, and whether something
 * was published again is found without reading the topics that it was published to.
 */
public final class RetryMark {

    /** Header of a record that was published again: partition and offset of the refused record, such as {@code 2:17}. */
    public static final String RETRY_OF = "keysurge.retry.of";

    /** Header of a mark: partition and offset of the refused record that was published again. */
    public static final String RETRIED = "keysurge.retried";

    /** Header of a mark: topic, partition and offset that the record now has, such as {@code keysurge.usage 3:1042}. */
    public static final String RETRIED_AS = "keysurge.retried.as";

    private RetryMark() {}

    /** The refused record that a record of the topic of refused records says was published again; mostly none. */
    static Optional<Coordinates> retried(ConsumerRecord<byte[], byte[]> record) {
        String of = Rejected.header(record, RETRIED);
        try {
            return of == null ? Optional.empty() : Optional.of(Coordinates.parse(of));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A refused record as it is published again: the same bytes to the same place. */
    @SuppressWarnings("NullAway") // Kafka's records take null keys and values; its types do not say so.
    static ProducerRecord<byte[], byte[]> retry(Rejected rejected) {
        byte @Nullable [] key = rejected.key();
        byte @Nullable [] value = rejected.value();
        var headers = new RecordHeaders();
        headers.add(RETRY_OF, bytes(rejected.where().toString()));
        return new ProducerRecord<>(rejected.sourceTopic(), rejected.sourcePartition(), key, value, headers);
    }

    /** The mark for a refused record that was published again. */
    @SuppressWarnings("NullAway") // As above.
    static ProducerRecord<byte[], byte[]> mark(String rejectedTopic, Coordinates refused, Published now) {
        var headers = new RecordHeaders();
        headers.add(RETRIED, bytes(refused.toString()));
        headers.add(RETRIED_AS, bytes(now.topic() + " " + now.partition() + ":" + now.offset()));
        return new ProducerRecord<byte[], byte[]>(
                rejectedTopic, refused.partition(), (byte[]) null, (byte[]) null, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

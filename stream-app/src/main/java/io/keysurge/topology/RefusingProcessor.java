// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.serde.DecodeFailure;
import io.keysurge.serde.DecodeFailure.Undecodable;
import io.keysurge.topics.Topics;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A step that can refuse a record: it goes to the rejected topic as it came, with the reason and its coordinates. */
abstract class RefusingProcessor<K, V> extends ContextualProcessor<K, V, Object, Object> {

    private final UsageMeter meter;

    RefusingProcessor(UsageMeter meter) {
        this.meter = meter;
    }

    final UsageMeter meter() {
        return meter;
    }

    /** Where the record in hand was read. */
    final RecordMetadata source() {
        return context().recordMetadata().orElseThrow(() -> new IllegalStateException("a record without a source"));
    }

    final void forward(Object key, Object value, long timestamp, String child) {
        context().forward(new Record<>(key, value, timestamp), child);
    }

    /** Every processor forwards objects of more than one type; the sink behind the step knows which. */
    @SuppressWarnings("unchecked")
    final void refuse(byte @Nullable [] key, byte @Nullable [] value, long timestamp, Refusal refusal) {
        meter.refused(refusal.reason());
        Record<?, ?> rejected = RejectedRecord.of(key, value, timestamp, source(), refusal);
        context().forward((Record<Object, Object>) rejected, refusals());
    }

    /** The step that writes what this one refuses. */
    String refusals() {
        return Steps.WRITE_REJECTED;
    }

    /** Why a record is too large to be looked into; null when it is not. Compressed, the broker takes any size. */
    static @Nullable Refusal oversized(byte[] key, byte @Nullable [] value) {
        long size = RejectedRecord.size(key, value);
        return size <= Topics.MAX_RECORD_BYTES
                ? null
                : new Refusal(
                        RefusalReason.OVERSIZED,
                        "value",
                        size + " bytes with the key (expected: <= " + Topics.MAX_RECORD_BYTES + ")");
    }

    /**
     * What to say of bytes that cannot be decoded.
     *
     * @throws RuntimeException the failure itself, when the bytes are not at fault: a registry that is down must not
     *     reject good records, so the record is read again
     */
    static Refusal undecodable(RuntimeException failure) {
        if (DecodeFailure.classify(failure) instanceof Undecodable undecodable) {
            RefusalReason reason = RefusalReason.valueOf(undecodable.reason().name());
            return new Refusal(reason, "value", String.valueOf(failure.getMessage()));
        }
        throw failure;
    }
}

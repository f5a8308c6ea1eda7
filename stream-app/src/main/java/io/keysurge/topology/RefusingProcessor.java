// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.usage.Refusal;
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
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A step that decodes records of one contract, and refuses those that have no key or are too large.
 *
 * @param <T> the contract
 */
abstract class DecodingProcessor<T> extends RefusingProcessor<byte[], byte[]> {

    private final Supplier<Serde<T>> serdes;
    private @Nullable Deserializer<T> deserializer;

    DecodingProcessor(Supplier<Serde<T>> serdes, UsageMeter meter) {
        super(meter);
        this.serdes = serdes;
    }

    /** Takes a record that has a key and is not too large; its value may be missing. */
    abstract void admit(Record<byte[], byte[]> incoming);

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        deserializer = serdes.get().deserializer();
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        byte[] key = incoming.key();
        if (key == null || key.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.MISSING_KEY, "key", "empty (expected: identity_id)"));
            return;
        }
        Refusal oversized = oversized(key, incoming.value());
        if (oversized != null) {
            refuse(incoming, oversized);
        } else {
            admit(incoming);
        }
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
            deserializer = null;
        }
    }

    Deserializer<T> deserializer() {
        if (deserializer == null) {
            throw new IllegalStateException("process before init");
        }
        return deserializer;
    }

    void refuse(Record<byte[], byte[]> incoming, Refusal refusal) {
        refuse(incoming.key(), incoming.value(), incoming.timestamp(), refusal);
    }
}

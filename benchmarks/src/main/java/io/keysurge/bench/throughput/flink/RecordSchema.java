// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import io.keysurge.bench.throughput.rule.PlainDecoder;
import io.keysurge.contract.UsageEvent;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Whole records, by Avro's own reader; on their way they are Avro again. */
final class RecordSchema implements KafkaRecordDeserializationSchema<UsageEvent> {

    private static final long serialVersionUID = 1;

    private transient @Nullable PlainDecoder<UsageEvent> decoder;

    @Override
    public void open(InitializationContext context) {
        decoder = new PlainDecoder<>(UsageEvent.class);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> incoming, Collector<UsageEvent> out) {
        if (decoder == null) {
            throw new IllegalStateException("deserialize before open");
        }
        out.collect(decoder.decode(incoming.value()));
    }

    @Override
    public TypeInformation<UsageEvent> getProducedType() {
        return new AvroTypeInfo<>(UsageEvent.class);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Four fields of each record, in one object that is used again: what lies behind serialises it at once. */
final class GlanceSchema implements KafkaRecordDeserializationSchema<UsageGlance> {

    private static final long serialVersionUID = 1;

    private transient @Nullable GlanceDecoder decoder;
    private transient @Nullable UsageGlance glance;

    @Override
    public void open(InitializationContext context) {
        decoder = new GlanceDecoder();
        glance = new UsageGlance();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> incoming, Collector<UsageGlance> out) throws IOException {
        if (decoder == null || glance == null) {
            throw new IllegalStateException("deserialize before open");
        }
        decoder.decode(incoming.value(), glance);
        out.collect(glance);
    }

    @Override
    public TypeInformation<UsageGlance> getProducedType() {
        return Types.POJO(UsageGlance.class);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Usage;
import io.keysurge.positional.PositionalUsage;
import io.keysurge.positional.UsageBytes;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroDeserializer;
import io.keysurge.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The step that admits usage twice: once as it is, once with a serde whose writers it does not know. */
final class TwoWays implements AutoCloseable {

    private static final int PARTITION = 3;
    private static final long OFFSET = 14;

    private final StubRegistry registry = new StubRegistry();
    private final MockProcessorContext<Object, Object> shortContext = new MockProcessorContext<>();
    private final MockProcessorContext<Object, Object> longContext = new MockProcessorContext<>();
    private final Serde<UsageEvent> serde = AvroSerdes.forValues(UsageEvent.class, registry.settings());
    private final Admit shortWay =
            new Admit(() -> new UsageAdmission(serde.deserializer(), PriceTable.NONE), UsageMeter.NONE);
    private final Admit longWay =
            new Admit(() -> new UsageAdmission(foreign().deserializer(), PriceTable.NONE), UsageMeter.NONE);
    private final PositionalUsage positional = new PositionalUsage();

    TwoWays() {
        shortContext.setRecordMetadata("usage", PARTITION, OFFSET);
        longContext.setRecordMetadata("usage", PARTITION, OFFSET);
        shortWay.init(shortContext);
        longWay.init(longContext);
    }

    /** The id of a schema. */
    int id(Schema schema) {
        return registry.idOf(schema.toString());
    }

    /** Fails unless both ways say the same of a record, which is what they say. */
    Answer agreeOn(byte[] key, byte[] value) {
        Answer answer = answer(shortWay, shortContext, key, value);
        assertThat(answer).isEqualTo(answer(longWay, longContext, key, value));
        return answer;
    }

    /** True when the short way does not suffice. */
    boolean isDecoded(byte[] key, byte[] value) {
        positional.learn(value, ((AvroDeserializer<UsageEvent>) serde.deserializer())::writer);
        return positional.read(key, value, UsageBytes.APPENDED.toEpochMilli()) == null;
    }

    private Serde<UsageEvent> foreign() {
        Deserializer<UsageEvent> ours = serde.deserializer();
        return Serdes.serdeFrom(serde.serializer(), (topic, bytes) -> ours.deserialize(topic, bytes));
    }

    private static Answer answer(Admit way, MockProcessorContext<Object, Object> context, byte[] key, byte[] value) {
        context.resetForwards();
        way.process(new Record<>(key, value, UsageBytes.APPENDED.toEpochMilli()));
        assertThat(context.forwarded()).hasSize(1);
        CapturedForward<?, ?> forward = context.forwarded().get(0);
        Record<?, ?> record = forward.record();
        List<String> said = new ArrayList<>();
        record.headers()
                .forEach(header -> said.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
        if (record.value() instanceof Admitted admitted) {
            assertThat(admitted.key()).isSameAs(key);
            assertThat(admitted.value()).isSameAs(value);
            return new Answer(
                    forward.childName().orElse(""),
                    record.key().toString(),
                    record.timestamp(),
                    said,
                    admitted.usage(),
                    admitted.kind(),
                    admitted.event().get());
        }
        String bytes =
                record.value() instanceof byte[] rejected ? HexFormat.of().formatHex(rejected) : "";
        return new Answer(forward.childName().orElse(""), bytes, record.timestamp(), said, null, null, null);
    }

    /** What became of a record. */
    record Answer(
            String step,
            String key,
            long timestamp,
            List<String> headers,
            @Nullable Usage usage,
            @Nullable String kind,
            @Nullable UsageEvent event) {

        boolean isAdmitted() {
            return usage != null;
        }
    }

    @Override
    public void close() {
        shortWay.close();
        longWay.close();
        registry.close();
    }
}

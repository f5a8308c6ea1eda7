// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import io.keysurge.bench.throughput.rule.PlainDecoder;
import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads what the rule needs of a usage event, skips what lies between and stops behind the last of it. */
final class GlanceDecoder {

    private static final Set<String> NEEDED =
            Set.of("occurred_at", "identity_id", "application_id", "input_tokens", "output_tokens");

    private final List<Field> fields;
    private @Nullable BinaryDecoder decoder;

    GlanceDecoder() {
        List<Field> all = UsageEvent.getClassSchema().getFields();
        int last = 0;
        for (Field field : all) {
            last = NEEDED.contains(field.name()) ? field.pos() : last;
        }
        fields = all.subList(0, last + 1);
    }

    void decode(byte[] value, UsageGlance glance) throws IOException {
        BinaryDecoder in = DecoderFactory.get()
                .binaryDecoder(value, PlainDecoder.HEADER_BYTES, value.length - PlainDecoder.HEADER_BYTES, decoder);
        decoder = in;
        glance.setTokens(0);
        for (Field field : fields) {
            switch (field.name()) {
                case "occurred_at" -> glance.setMillis(in.readLong());
                case "identity_id" -> glance.setIdentity(in.readString());
                case "application_id" -> glance.setApplication(optional(field.schema(), in));
                case "input_tokens", "output_tokens" -> glance.setTokens(glance.getTokens() + in.readLong());
                default -> GenericDatumReader.skip(field.schema(), in);
            }
        }
    }

    private static @Nullable String optional(Schema schema, BinaryDecoder in) throws IOException {
        Schema branch = schema.getTypes().get(in.readIndex());
        if (branch.getType() == Schema.Type.NULL) {
            return null;
        }
        return in.readString();
    }
}

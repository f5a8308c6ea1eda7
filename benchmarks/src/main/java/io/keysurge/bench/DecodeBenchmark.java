// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.positional.PositionalUsage;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroDeserializer;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.UsageTranslation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to decode one usage event: all of it through our serde, or only the fields that detection reads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class DecodeBenchmark {

    private static final Position PLACE = new Position("usage", 3, 14);
    private static final long APPENDED = Instant.parse("2026-01-05T08:00:01Z").toEpochMilli();
    private static final int HEADER_BYTES = 5;
    private static final Schema WRITTEN = UsageEvent.getClassSchema();
    private static final Set<String> FIELDS_OF_DETECTION = Set.of(
            "event_id",
            "occurred_at",
            "identity_id",
            "credential_fingerprint",
            "application_id",
            "model",
            "region",
            "input_tokens",
            "output_tokens",
            "request_count",
            "cost",
            "currency",
            "gateway_cache_hit");

    static {
        Contracts.trust();
    }

    private final OneSchemaRegistry registry = new OneSchemaRegistry(WRITTEN);
    private final AvroDeserializer<UsageEvent> ours = new AvroDeserializer<>(UsageEvent.class);
    private final GenericDatumReader<GenericRecord> projecting = new GenericDatumReader<>(WRITTEN, projection());
    private final PositionalUsage positional = new PositionalUsage();
    private final byte[] key = "svc-billing-summaries".getBytes(StandardCharsets.UTF_8);
    private final byte[] message = message();
    private @Nullable BinaryDecoder decoder;
    private @Nullable GenericRecord record;

    /** Points the serde at the registry. */
    public DecodeBenchmark() {
        ours.configure(Map.of("schema.registry.url", registry.url()), false);
        positional.learn(message, ours::writer);
    }

    /** The whole event as the detector's topology decodes it where it must. */
    @Benchmark
    public @Nullable UsageEvent whole_event_through_our_serde() {
        return ours.deserialize("keysurge.usage", message);
    }

    /** Thirteen fields with Avro's resolving reader, record and decoder used again; the rest is skipped. */
    @Benchmark
    public GenericRecord fields_of_detection_projected() throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(message, HEADER_BYTES, message.length - HEADER_BYTES, decoder);
        record = projecting.read(record, decoder);
        return record;
    }

    /** What the detector's topology does: what detection needs, read from the bytes and checked by every rule. */
    @Benchmark
    public @Nullable Usage usage_read_from_the_bytes() {
        Slots slots = positional.read(key, message, APPENDED);
        return slots == null ? null : UsageTranslation.usage(slots, PLACE, PriceTable.NONE);
    }

    /** Ends what the state began. */
    @TearDown
    public void close() {
        ours.close();
        registry.close();
    }

    private static Schema projection() {
        var fields = WRITTEN.getFields().stream()
                .filter(field -> FIELDS_OF_DETECTION.contains(field.name()))
                .map(field -> new Field(field, field.schema()))
                .toList();
        return Schema.createRecord(WRITTEN.getName(), WRITTEN.getDoc(), WRITTEN.getNamespace(), false, fields);
    }

    private static byte[] message() {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("0195f7b2-7c1e-7a52-9d8b-3f1f5f4f9a01")
                .setOccurredAt(Instant.parse("2026-01-05T08:00:00Z"))
                .setIdentityId("svc-billing-summaries")
                .setCredentialFingerprint("hmac-sha256:5f2b6c1f09ab")
                .setApplicationId("billing-summaries")
                .setProvider("anthropic")
                .setModel("claude-sonnet-4-5")
                .setRegion("eu-west-1")
                .setEnvironment("production")
                .setBusinessUnit("finance")
                .setOwner("team-billing")
                .setInputTokens(1_834)
                .setOutputTokens(412)
                .setCacheReadTokens(1_024)
                .setCost(new BigDecimal("0.011682000"))
                .setCurrency("USD")
                .setAttributes(Map.of("gateway", "litellm"))
                .build();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) 0)
                .putInt(OneSchemaRegistry.ID)
                .array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(UsageEvent.class).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

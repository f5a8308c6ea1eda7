// SPDX-License-Identifier: Apache-2.0
package io.keysurge.positional;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Usage events at the edge of every rule, and as bytes. */
public final class UsageBytes {

    static {
        Contracts.trust();
    }

    /** When the broker appends them all. */
    public static final Instant APPENDED = Instant.parse("2026-01-09T12:00:00Z");

    private static final long MOST_COST = 999_999_999_999_999_999L;
    private static final String C1 = String.valueOf((char) 0x85);
    private static final String REPLACEMENT = String.valueOf((char) 0xfffd);
    private static final List<String> TEXTS = List.of(
            "",
            "ok",
            "EUR",
            "forbidden",
            "seven77",
            "eight888",
            "nine99999",
            "büro-🤖",
            "ü".repeat(128),
            "🤖".repeat(65),
            "a\nb",
            "a" + C1,
            "eight888" + C1,
            "del\u007f",
            "odd " + REPLACEMENT,
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(128),
            "x".repeat(129),
            "x".repeat(5_000));
    private static final List<Long> COUNTS = List.of(
            0L,
            1L,
            63L,
            64L,
            8_191L,
            8_192L,
            1L << 34,
            1_000_000_000L,
            1_000_000_000_001L,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1_000_000_000_000L);

    private UsageBytes() {}

    /** A plain event that detection counts. */
    public static UsageEvent plain() {
        return UsageEvent.newBuilder()
                .setEventId("0195f7b2-7c1e-7a52-9d8b-3f1f5f4f9a01")
                .setOccurredAt(APPENDED.minusMillis(1_500))
                .setIdentityId("svc-billing-summaries")
                .setIdentityKind(IdentityKind.AGENT)
                .setCredentialFingerprint("hmac-sha256:5f2b6c1f09ab")
                .setApplicationId("billing-summaries")
                .setAgentId("planner")
                .setOperation("chat")
                .setProvider("anthropic")
                .setModel("heron-4")
                .setRegion("eu-west-1")
                .setSource("192.0.2.7")
                .setUserAgent("sdk/1.0")
                .setEnvironment("production")
                .setBusinessUnit("finance")
                .setOwner("team-billing")
                .setPrivileges(List.of("read", "write"))
                .setDataClassification("internal")
                .setInputTokens(1_834)
                .setOutputTokens(412)
                .setCacheReadTokens(1_024)
                .setCacheWriteTokens(10)
                .setReasoningTokens(400)
                .setContextLength(2_000L)
                .setRequestCount(3)
                .setCost(new BigDecimal("0.011682000"))
                .setCurrency("USD")
                .setStatus("rate_limited")
                .setAttributes(Map.of("gateway", "litellm", "trace", "x".repeat(90)))
                .build();
    }

    /** Plain events with up to three fields changed to something that may or may not be in order. */
    public static Arbitrary<UsageEvent> events() {
        return changes().list().ofMaxSize(3).map(changes -> {
            UsageEvent event = UsageEvent.newBuilder(plain()).build();
            changes.forEach(change -> change.accept(event));
            return event;
        });
    }

    private static Arbitrary<Change> changes() {
        return Arbitraries.oneOf(texts(), counts(), prices(), rest());
    }

    private static Arbitrary<Change> texts() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.of(TEXTS),
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().ascii().ofMaxLength(80));
        List<BiConsumer<UsageEvent, String>> nullable = List.of(
                UsageEvent::setCredentialFingerprint,
                UsageEvent::setApplicationId,
                UsageEvent::setWorkloadId,
                UsageEvent::setAgentId,
                UsageEvent::setConversationId,
                UsageEvent::setOperation,
                UsageEvent::setModel,
                UsageEvent::setRegion,
                UsageEvent::setSource,
                UsageEvent::setEnvironment,
                UsageEvent::setBusinessUnit,
                UsageEvent::setOwner,
                UsageEvent::setDataClassification,
                UsageEvent::setCurrency,
                UsageEvent::setProducer);
        List<BiConsumer<UsageEvent, String>> required =
                List.of(UsageEvent::setEventId, UsageEvent::setIdentityId, UsageEvent::setStatus);
        return Arbitraries.oneOf(
                change(required, text),
                change(nullable, text),
                change(nullable, Arbitraries.just(null)),
                change(List.of((event, one) -> event.setPrivileges(List.of("read", one))), text),
                change(List.of((event, one) -> event.setAttributes(new HashMap<>(Map.of(one, one)))), text));
    }

    private static Arbitrary<Change> counts() {
        Arbitrary<Long> count = Arbitraries.oneOf(Arbitraries.of(COUNTS), Arbitraries.longs());
        List<BiConsumer<UsageEvent, Long>> fields = List.of(
                UsageEvent::setInputTokens,
                UsageEvent::setOutputTokens,
                UsageEvent::setCacheReadTokens,
                UsageEvent::setCacheWriteTokens,
                UsageEvent::setReasoningTokens,
                UsageEvent::setContextLength,
                UsageEvent::setRequestCount,
                (event, millis) -> event.setOccurredAt(Instant.ofEpochMilli(millis)));
        Arbitrary<Long> minutes = Arbitraries.of(299_999L, 300_000L, 300_001L, 0L, -1L, -200_000_000_000L);
        return Arbitraries.oneOf(
                change(fields, count),
                change(List.of((event, ahead) -> event.setOccurredAt(APPENDED.plusMillis(ahead))), minutes));
    }

    private static Arbitrary<Change> prices() {
        Arbitrary<Long> billionths = Arbitraries.oneOf(
                Arbitraries.of(0L, -1L, 1L, 127L, 128L, 1L << 32, MOST_COST),
                Arbitraries.longs().between(0, MOST_COST));
        return change(List.of((event, cost) -> event.setCost(BigDecimal.valueOf(cost, 9))), billionths);
    }

    private static Arbitrary<Change> rest() {
        return Arbitraries.oneOf(
                change(List.of(UsageEvent::setIdentityKind), Arbitraries.of(IdentityKind.class)),
                change(List.of(UsageEvent::setGatewayCacheHit), Arbitraries.of(true, false)),
                change(
                        List.of((event, size) -> event.setPrivileges(Collections.nCopies(size, "scope"))),
                        Arbitraries.of(0, 255, 256, 257)));
    }

    private static <V> Arbitrary<Change> change(List<BiConsumer<UsageEvent, V>> fields, Arbitrary<V> values) {
        return Arbitraries.of(fields).flatMap(field -> values.map(value -> event -> field.accept(event, value)));
    }

    private interface Change {
        void accept(UsageEvent event);
    }

    /** A record in the wire format. */
    public static byte[] framed(int schemaId, IndexedRecord record, boolean inBlocks) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                new byte[] {0, (byte) (schemaId >> 24), (byte) (schemaId >> 16), (byte) (schemaId >> 8), (byte) schemaId
                });
        BinaryEncoder encoder = inBlocks
                ? new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null)
                : EncoderFactory.get().binaryEncoder(bytes, null);
        DatumWriter<IndexedRecord> writer = record instanceof UsageEvent
                ? new SpecificDatumWriter<>(record.getSchema())
                : new GenericDatumWriter<>(record.getSchema());
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What can happen to bytes on their way. */
    public static Arbitrary<Damage> damages() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 10_000);
        Arbitrary<Byte> value = Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of((byte) 0, (byte) 1, (byte) 2, (byte) 0x80, (byte) 0xff, (byte) 0x7f));
        return Arbitraries.of(Damage.Kind.class)
                .flatMap(kind -> place.flatMap(at -> value.map(with -> new Damage(kind, at, with))));
    }

    /** One accident. */
    public record Damage(Kind kind, int place, byte with) {

        enum Kind {
            OVERWRITE,
            INSERT,
            REMOVE,
            CUT,
            APPEND,
            SPELL_LONGER
        }

        /** The bytes after it; the header stays. */
        public byte[] to(byte[] record) {
            int at = Math.min(record.length - 1, 5 + place % Math.max(1, record.length - 5));
            return switch (kind) {
                case OVERWRITE -> joined(record, at, at + 1, with);
                case INSERT -> joined(record, at, at, with);
                case REMOVE -> joined(record, at, at + 1);
                case CUT -> joined(record, at, record.length);
                case APPEND -> joined(record, record.length, record.length, with);
                case SPELL_LONGER -> joined(record, at, at + 1, (byte) (record[at] | 0x80), (byte) 0);
            };
        }

        private static byte[] joined(byte[] record, int to, int from, byte... between) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(record, 0, to);
            bytes.writeBytes(between);
            bytes.write(record, from, record.length - from);
            return bytes.toByteArray();
        }
    }
}

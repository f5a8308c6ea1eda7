// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.positional.PositionalUsage;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroDeserializer;
import io.keysurge.serde.positional.Slots;
import io.keysurge.topology.AboutIdentity.Admitted;
import io.keysurge.translate.UsageTranslation;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.usage.UsageRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes usage and checks it, event time first. What cannot be counted is refused.
 *
 * <p>Of nearly every record only what detection needs is read, from its bytes. The first record of each schema, and any
 * that is doubtful, is decoded as a whole: so all refusals come from one place.
 *
 * <p>Records travel on with the broker's append time. The event's own time stays in the payload: handed to Kafka
 * Streams it would stamp changelog records, and one clock two hours ahead would stop the application for good.
 */
final class AdmitUsage extends DecodingProcessor<UsageEvent> {

    private final PositionalUsage positional = new PositionalUsage();
    private final PriceTable prices;

    AdmitUsage(Supplier<Serde<UsageEvent>> serdes, PriceTable prices, UsageMeter meter) {
        super(serdes, meter);
        this.prices = prices;
    }

    @Override
    void admit(Record<byte[], byte[]> incoming) {
        byte[] value = incoming.value();
        if (value == null || value.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.EMPTY, "value", "empty (expected: an Avro UsageEvent)"));
        } else {
            admit(incoming, incoming.key(), value);
        }
    }

    private void admit(Record<byte[], byte[]> incoming, byte[] key, byte[] value) {
        Slots slots = positional.read(key, value, incoming.timestamp());
        if (slots == null) {
            admitWhole(incoming, key, value);
            return;
        }
        Headers headers = incoming.headers();
        var admitted = new Admitted(
                UsageTranslation.usage(slots, position(), prices), slots, () -> decoded(headers, value), key, value);
        forward(admitted, incoming.timestamp());
    }

    private void admitWhole(Record<byte[], byte[]> incoming, byte[] key, byte[] value) {
        UsageEvent event;
        try {
            event = decoded(incoming.headers(), value);
        } catch (RuntimeException failure) {
            refuse(incoming, undecodable(failure));
            return;
        }
        // Another serde's writers are not known to us.
        if (deserializer() instanceof AvroDeserializer<?> ours) {
            positional.learn(value, ours::writer);
        }
        Optional<Refusal> refusal = UsageRules.check(event, Instant.ofEpochMilli(incoming.timestamp()))
                .or(() -> misplaced(event, key));
        if (refusal.isPresent()) {
            refuse(incoming, refusal.get());
        } else {
            forward(Admitted.of(event, position(), prices, key, value), incoming.timestamp());
        }
    }

    private UsageEvent decoded(Headers headers, byte[] value) {
        return deserializer().deserialize(source().topic(), headers, value);
    }

    private Position position() {
        RecordMetadata source = source();
        return new Position(source.topic(), source.partition(), source.offset());
    }

    private void forward(Admitted admitted, long timestamp) {
        forward(admitted.usage().identityId(), admitted, timestamp, Steps.JUDGE_USAGE);
    }

    private static Optional<Refusal> misplaced(UsageEvent event, byte[] key) {
        byte[] expected = event.getIdentityId().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(key, expected)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalReason.KEY_MISMATCH,
                        "key",
                        key.length + " bytes that are not the event's identity_id (expected: the same text)"));
    }
}

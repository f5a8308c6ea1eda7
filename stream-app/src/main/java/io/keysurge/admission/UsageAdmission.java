// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.contract.UsageEvent;
import io.keysurge.positional.PositionalUsage;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroDeserializer;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.UsageTranslation;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import io.keysurge.usage.UsageRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes usage and checks it, event time first. What cannot be counted is refused.
 *
 * <p>Of nearly every record only what detection needs is read, from its bytes. The first record of each schema, and any
 * that is doubtful, is decoded as a whole: so all refusals come from one place.
 */
public final class UsageAdmission extends Admission {

    private final PositionalUsage positional = new PositionalUsage();
    private final Deserializer<UsageEvent> deserializer;
    private final PriceTable prices;

    /**
     * One that decodes so.
     *
     * @param deserializer decodes whole events; closed with this
     * @param prices what calls cost whose cost no producer stated
     */
    public UsageAdmission(Deserializer<UsageEvent> deserializer, PriceTable prices) {
        this.deserializer = deserializer;
        this.prices = prices;
    }

    @Override
    Reading read(byte[] key, byte @Nullable [] value, Stored stored) {
        if (value == null || value.length == 0) {
            return refused(RefusalReason.EMPTY, "value", "empty (expected: an Avro UsageEvent)");
        }
        Slots slots = positional.read(key, value, stored.appendedAt());
        return slots == null
                ? readWhole(key, value, stored)
                : new Admitted(
                        UsageTranslation.usage(slots, stored.position(), prices),
                        slots,
                        () -> decoded(stored, value),
                        key,
                        value);
    }

    private Reading readWhole(byte[] key, byte[] value, Stored stored) {
        UsageEvent event;
        try {
            event = decoded(stored, value);
        } catch (RuntimeException failure) {
            return new Refused(undecodable(failure));
        }
        // Another serde's writers are not known to us.
        if (deserializer instanceof AvroDeserializer<?> ours) {
            positional.learn(value, ours::writer);
        }
        Optional<Refusal> refusal = UsageRules.check(event, Instant.ofEpochMilli(stored.appendedAt()))
                .or(() -> misplaced(event, key));
        return refusal.isPresent()
                ? new Refused(refusal.get())
                : Admitted.of(event, stored.position(), prices, key, value);
    }

    private UsageEvent decoded(Stored stored, byte[] value) {
        return deserializer.deserialize(stored.position().topic(), stored.headers(), value);
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

    @Override
    public void close() {
        deserializer.close();
    }
}

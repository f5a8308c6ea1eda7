// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Exposure;
import io.keysurge.detect.Position;
import io.keysurge.detect.Revocation;
import io.keysurge.detect.Usage;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.positional.Slots;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import io.keysurge.translate.UsageTranslation;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What whoever judges learns about one identity, in the order in which it is read. */
public sealed interface AboutIdentity extends Reading {

    /** The identity. */
    String identityId();

    /**
     * A usage event that can be counted, and the bytes it came as.
     *
     * @param usage what detection needs of it
     * @param slots its {@link io.keysurge.translate.UsageSlots}
     * @param event gives the whole event; decoded when asked for, since hardly any is
     * @param key the record's key
     * @param value the record's value
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; copied into the rejected topic at most.
    record Admitted(Usage usage, Slots slots, Supplier<UsageEvent> event, byte[] key, byte[] value)
            implements AboutIdentity {

        /** One that was decoded as a whole. */
        public static Admitted of(UsageEvent event, Position position, PriceTable prices, byte[] key, byte[] value) {
            Slots slots = UsageTranslation.slots(event);
            return new Admitted(UsageTranslation.usage(slots, position, prices), slots, () -> event, key, value);
        }

        @Override
        public String identityId() {
            return usage.identityId();
        }

        /** What sort of identity it says it is of. */
        public String kind() {
            return UsageTranslation.kind(slots);
        }
    }

    /**
     * A change in the identity registry.
     *
     * @param identityId the identity
     * @param facts what it says now; null when the identity was removed
     * @param from event time from which that holds, milliseconds since 1970, or {@link RegistryEntry#ALWAYS}
     */
    record Registered(String identityId, @Nullable IdentityFacts facts, long from) implements AboutIdentity {

        /** What a record says. */
        public static Registered of(IdentityRecord identity) {
            Instant from = identity.getEffectiveFrom();
            return new Registered(
                    identity.getIdentityId(),
                    IdentityFacts.of(identity),
                    from == null ? RegistryEntry.ALWAYS : from.toEpochMilli());
        }

        /** What it means that a record was removed. */
        static Registered removed(String identityId) {
            return new Registered(identityId, null, RegistryEntry.ALWAYS);
        }
    }

    /**
     * A credential was found where it should not be.
     *
     * @param identityId the identity
     * @param report what was found
     * @param withdrawn true when that turned out to be wrong
     */
    record Exposed(String identityId, Exposure report, boolean withdrawn) implements AboutIdentity {}

    /**
     * Something was done that should stop its use, or was taken back.
     *
     * @param identityId the identity
     * @param action what was done
     */
    record Stopped(String identityId, Revocation action) implements AboutIdentity {}
}

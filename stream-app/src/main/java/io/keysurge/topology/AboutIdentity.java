// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.UsageEvent;
import io.keysurge.translate.IdentityFacts;
import org.jspecify.annotations.Nullable;

/** What the step that judges learns about one identity, in the order in which it is read. */
sealed interface AboutIdentity {

    /**
     * A usage event that can be counted, and the bytes it came as.
     *
     * @param event the event
     * @param key the record's key
     * @param value the record's value
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; copied into the rejected topic at most.
    record Admitted(UsageEvent event, byte[] key, byte[] value) implements AboutIdentity {}

    /**
     * A change in the identity registry.
     *
     * @param facts what it says now; null when the identity was removed
     */
    record Registered(@Nullable IdentityFacts facts) implements AboutIdentity {}
}

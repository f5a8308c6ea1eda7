// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.state.PackedState;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Unpacks an action that should stop an identity, as the detector hands it to itself. */
public final class RevocationAdmission extends Admission {

    @Override
    Reading read(byte[] key, byte @Nullable [] value, Stored stored) {
        if (value == null) {
            return refused(RefusalReason.EMPTY, "value", "empty (expected: a packed revocation)");
        }
        try {
            return new Stopped(new String(key, StandardCharsets.UTF_8), PackedState.revocation(value));
        } catch (RuntimeException foreign) {
            return refused(
                    RefusalReason.CORRUPT_PAYLOAD, "value", value.length + " bytes (expected: a packed revocation)");
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

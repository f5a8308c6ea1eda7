// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.translate.RegistryEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the registry says, decoded once for all identities of which it says the same: those of a team often differ in
 * nothing but their name. For one thread.
 *
 * <p>Room for so many, each in the one place that its bytes name; whoever comes takes it.
 */
final class RegisteredFacts {

    /** Most that are kept; a power of two. */
    private static final int PLACES = 1_024;

    private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final int GOLDEN = 0x9E37_79B9;

    private final @Nullable Known[] places = new Known[PLACES];

    /** What the registry says of some identities. */
    static final class Known {

        private final byte[] packed;
        private final RegistryEntry entry;

        private Known(byte[] packed) {
            this.packed = packed;
            this.entry = PackedState.registered(packed);
        }

        RegistryEntry entry() {
            return entry;
        }

        /** Bytes that it takes packed. */
        long bytes() {
            return packed.length;
        }
    }

    /** What these bytes say. */
    Known of(byte[] packed) {
        int place = (Arrays.hashCode(packed) * GOLDEN) >>> SHIFT;
        Known known = places[place];
        if (known == null || !Arrays.equals(known.packed, packed)) {
            known = new Known(packed);
            places[place] = known;
        }
        return known;
    }
}

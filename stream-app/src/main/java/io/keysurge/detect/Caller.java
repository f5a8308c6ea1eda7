// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * Who made one call, as far as the event tells, and how well the identity knows it.
 *
 * @param origin where the call came from; null when the event does not tell
 * @param familiar true when the call came from one of the identity's own places, or from one that nobody names
 * @param strangeness what was strange about the call, see {@link Strangeness}
 * @param newOrigin true when the origin was never seen
 * @param newModel true when the model was never seen
 * @param newApplication true when the application was never seen
 */
record Caller(
        @Nullable Origin origin,
        boolean familiar,
        int strangeness,
        boolean newOrigin,
        boolean newModel,
        boolean newApplication) {

    boolean hasStrange(int trait) {
        return Strangeness.has(strangeness, trait);
    }
}

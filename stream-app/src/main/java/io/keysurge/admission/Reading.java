// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.usage.Refusal;

/** What one record turned out to be. */
public sealed interface Reading permits AboutIdentity, Reading.Refused, Reading.Irrelevant {

    /**
     * A record that cannot be counted.
     *
     * @param why the field at fault, the value's shape and the mend
     */
    record Refused(Refusal why) implements Reading {}

    /** A record that is well and that detection has no use for. */
    enum Irrelevant implements Reading {
        /** The only one. */
        INSTANCE
    }
}

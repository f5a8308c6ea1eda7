// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.detect.Position;

/** Takes in what the log says of the identities of one partition. For one thread. */
public interface Hearer {

    /**
     * Takes in the next thing that is said.
     *
     * @param about what is said
     * @param appendedAt when the broker appended it, milliseconds since 1970
     * @param position where it stands in the log
     */
    void hear(AboutIdentity about, long appendedAt, Position position);

    /** Everything was said. */
    default void end() {}
}

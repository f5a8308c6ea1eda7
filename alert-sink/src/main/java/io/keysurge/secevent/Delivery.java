// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import io.keysurge.revoke.Outcome;
import java.util.List;

/** A way to the receiver. */
interface Delivery extends AutoCloseable {

    /** Begins to listen, where the receiver comes by itself. */
    default void open() {}

    /**
     * Delivers tokens. Done when the receiver has taken every one of them.
     *
     * @param key of the action, for the log
     */
    Outcome deliver(List<EventToken> tokens, String key);

    @Override
    void close();
}

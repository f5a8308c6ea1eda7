// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import io.keysurge.contract.EventReference;
import java.util.function.Consumer;

/** Where usage can be read again. */
@FunctionalInterface
public interface UsageLog {

    /**
     * Hands on every successful use of an identity that is in the log by now.
     *
     * @param from the first record to look at; the records after it in the same partition follow
     */
    void read(EventReference from, String identityId, Consumer<Use> reader);
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.Optional;

/** How a process feels. Asked often and from several threads, so answers come from memory, not from the network. */
public interface Health {

    /** Why the process should be restarted, in one sentence without secrets; empty while it should not. */
    Optional<String> whyNotLive();

    /** Why the process cannot do its work at the moment, in one sentence without secrets; empty while it can. */
    Optional<String> whyNotReady();
}

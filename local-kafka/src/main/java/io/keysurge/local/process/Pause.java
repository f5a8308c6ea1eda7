// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.process;

import java.time.Duration;

/** Waiting a moment before looking again at what cannot tell by itself. */
final class Pause {
    private Pause() {}

    static void of(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while waiting for a process", e);
        }
    }
}

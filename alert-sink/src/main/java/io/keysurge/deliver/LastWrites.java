// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where in the ledger the newest state of each action is that this instance wrote itself. Whoever reads the ledger is
 * behind its end, and must not take up again what is over.
 */
final class LastWrites {

    private static final int MOST = 10_000;

    private final Map<String, Long> offsets = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    synchronized void put(String actionId, long offset) {
        offsets.put(actionId, offset);
    }

    /** True when a state that was read at an offset is not the newest, because a later one was written here. */
    synchronized boolean isOlder(String actionId, long offset) {
        return offset < offsets.getOrDefault(actionId, offset);
    }
}

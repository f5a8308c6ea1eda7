// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells rows that say the same apart, by their number among those of one identity and one moment. That needs the rows of
 * each identity's newest moment only, so memory does not grow with the file.
 */
final class RowNumbers {

    /** Identities whose newest moment is remembered; the one longest unseen goes first. */
    private static final int MAX_IDENTITIES = 100_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final char SEPARATOR = 0x1f;

    private final Map<String, Moment> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Moment> eldest) {
            return size() > MAX_IDENTITIES;
        }
    };

    /** The number of a row, from 1. */
    int of(String identity, long moment, long hash) {
        return newest.computeIfAbsent(identity, name -> new Moment()).count(moment, hash);
    }

    /** FNV-1a over the values and their borders. */
    static long hash(Iterable<String> values) {
        long hash = FNV_OFFSET;
        for (String value : values) {
            for (int i = 0; i < value.length(); i++) {
                hash = (hash ^ value.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ SEPARATOR) * FNV_PRIME;
        }
        return hash;
    }

    /** The rows seen in one identity's newest moment. */
    private static final class Moment {
        private long moment = -1;
        private final Map<Long, Integer> rows = new HashMap<>();

        int count(long at, long hash) {
            if (at != moment) {
                rows.clear();
                moment = at;
            }
            return rows.merge(hash, 1, Integer::sum);
        }
    }
}

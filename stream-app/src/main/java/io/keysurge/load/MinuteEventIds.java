// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.load.MinutesHeader.Column;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each row of a minutes file an event id that depends on its content alone, so that loading a file twice publishes
 * the same ids and the second load does not count.
 *
 * <p>Identical rows within one minute of one identity are told apart by their number. That needs the rows of the
 * identity's open minute only, so memory does not grow with the file.
 */
final class MinuteEventIds {

    /** Identities whose open minute is remembered; the one longest unseen goes first. */
    private static final int MAX_IDENTITIES = 100_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final char SEPARATOR = 0x1f;
    private static final Column[] COLUMNS = Column.values();
    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, OpenMinute> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OpenMinute> eldest) {
            return size() > MAX_IDENTITIES;
        }
    };

    /** The id of the next row of this identity. */
    String next(String identity, long minute, MinutesHeader columns, List<String> values) {
        long hash = hash(columns, values);
        int repetition =
                open.computeIfAbsent(identity, name -> new OpenMinute()).count(minute, hash);
        String id = identity + "@" + minute + "-" + HEX.toHexDigits(hash);
        return repetition == 1 ? id : id + "-" + repetition;
    }

    /** FNV-1a over the known columns in a fixed order: the order of columns in the file makes no difference. */
    private static long hash(MinutesHeader columns, List<String> values) {
        long hash = FNV_OFFSET;
        for (Column column : COLUMNS) {
            String value = columns.value(values, column);
            for (int i = 0; i < value.length(); i++) {
                hash = (hash ^ value.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ SEPARATOR) * FNV_PRIME;
        }
        return hash;
    }

    /** The rows seen in one identity's newest minute. */
    private static final class OpenMinute {
        private long minute = -1;
        private final Map<Long, Integer> rows = new HashMap<>();

        int count(long rowMinute, long hash) {
            if (rowMinute != minute) {
                rows.clear();
                minute = rowMinute;
            }
            return rows.merge(hash, 1, Integer::sum);
        }
    }
}

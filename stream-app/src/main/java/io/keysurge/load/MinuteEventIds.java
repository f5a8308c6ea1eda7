// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.load.MinutesHeader.Column;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Gives each row of a minutes file an event id that depends on its content alone, so that loading a file twice publishes
 * the same ids and the second load does not count. Identical rows within one minute of one identity are told apart by
 * their number.
 */
final class MinuteEventIds {

    private static final Column[] COLUMNS = Column.values();
    private static final HexFormat HEX = HexFormat.of();

    private final RowNumbers numbers = new RowNumbers();
    private final List<String> known = new ArrayList<>(COLUMNS.length);

    /** The id of the next row of this identity. */
    String next(String identity, long minute, MinutesHeader columns, List<String> values) {
        // The known columns in a fixed order: the order of columns in the file makes no difference.
        known.clear();
        for (Column column : COLUMNS) {
            known.add(columns.value(values, column));
        }
        long hash = RowNumbers.hash(known);
        int number = numbers.of(identity, minute, hash);
        String id = identity + "@" + minute + "-" + HEX.toHexDigits(hash);
        return number == 1 ? id : id + "-" + number;
    }
}

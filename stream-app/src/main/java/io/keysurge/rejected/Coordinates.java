// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a refused record stands in the topic of refused records.
 *
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Coordinates(int partition, long offset) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /** Where a record was read. */
    public static Coordinates of(ConsumerRecord<?, ?> record) {
        return new Coordinates(record.partition(), record.offset());
    }

    /**
     * From their text, {@code PARTITION:OFFSET}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Coordinates parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    text.length() + " characters (expected: PARTITION:OFFSET, such as 2:17, as `rejected list` shows)");
        }
        return new Coordinates(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}

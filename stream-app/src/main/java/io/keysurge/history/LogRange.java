// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import org.apache.kafka.common.TopicPartition;

/**
 * Part of a partition.
 *
 * @param partition where
 * @param from first offset
 * @param end first offset no more
 */
public record LogRange(TopicPartition partition, long from, long end) {

    /** How many offsets it has; there may be fewer records, since some hold markers and compaction leaves gaps. */
    public long size() {
        return Math.max(0, end - from);
    }
}

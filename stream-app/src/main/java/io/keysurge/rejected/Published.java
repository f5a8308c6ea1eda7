// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

/**
 * Where a record was published again.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset the offset that it has now
 */
public record Published(String topic, int partition, long offset) {}

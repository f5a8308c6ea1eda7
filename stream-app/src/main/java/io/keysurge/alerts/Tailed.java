// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import java.time.Instant;

/**
 * One record as it stands in its topic.
 *
 * @param partition its partition
 * @param offset its offset
 * @param appendedAt when the broker appended it
 * @param value what it says
 * @param <T> its contract
 */
public record Tailed<T>(int partition, long offset, Instant appendedAt, T value) {}

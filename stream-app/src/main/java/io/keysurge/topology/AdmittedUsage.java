// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.UsageEvent;

/**
 * A usage event that can be counted, and the bytes it came as.
 *
 * @param event the event
 * @param key the record's key
 * @param value the record's value
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied into the rejected topic at most.
record AdmittedUsage(UsageEvent event, byte[] key, byte[] value) {}

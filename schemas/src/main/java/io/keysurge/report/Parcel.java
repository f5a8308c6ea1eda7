// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

/**
 * One accepted event, encoded: its size is known, and the caller cannot change it any more.
 *
 * @param number counts accepted events, from 1
 * @param deadline when to give it up, on the clock that the courier reads, in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed, and never handed out.
record Parcel(long number, byte[] bytes, long deadline) {}

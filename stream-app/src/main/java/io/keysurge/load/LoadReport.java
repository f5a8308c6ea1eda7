// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

/**
 * What a load came to.
 *
 * @param published events that the broker confirmed
 * @param refused lines that are no usable event
 * @param skipped records that tell of no use of a model
 * @param bytes bytes of the files read, as they are on disk
 * @param seconds how long it took
 * @param complete false when it ended before the last line of the last file
 */
public record LoadReport(long published, long refused, long skipped, long bytes, double seconds, boolean complete) {

    /** Confirmed events per second. */
    public double rate() {
        return seconds > 0 ? published / seconds : 0;
    }
}

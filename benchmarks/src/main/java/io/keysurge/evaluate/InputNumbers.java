// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Back from events and alerts to the numbers that a minutes file gives identities and minutes. */
final class InputNumbers {

    private static final String PREFIX = "nhi-";
    private static final Instant MINUTE_ZERO = Instant.parse("2026-01-05T00:00:00Z");

    private InputNumbers() {}

    /**
     * The number behind an identity's id.
     *
     * @throws IOException when it was no number in the file
     */
    static int identity(String id) throws IOException {
        try {
            return Integer.parseInt(id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id);
        } catch (NumberFormatException e) {
            throw new IOException("identity " + id + " (expected: a number, as in the labels)", e);
        }
    }

    /** Minutes from the file's minute 0. */
    static long minute(Instant time) {
        return MINUTE_ZERO.until(time, ChronoUnit.MINUTES);
    }

    /** Minutes since 1970 of a minute of the file. */
    static double epochMinute(long minute) {
        return (double) (MINUTE_ZERO.getEpochSecond() / 60 + minute);
    }
}

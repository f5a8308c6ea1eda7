// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** Looks into a profile for tests of other rooms. */
public final class LastHour {

    private static final int MINUTES = 60;

    private LastHour() {}

    /** Tokens of the hour that ends with the identity's newest minute. */
    public static long tokens(Profile profile) {
        long tokens = 0;
        for (int back = 0; back < MINUTES; back++) {
            tokens += profile.minutes.tokens(profile.newestMinute() - back);
        }
        return tokens;
    }
}

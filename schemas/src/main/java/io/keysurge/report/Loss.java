// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import java.util.Locale;

/** Why an event that was reported is not on the topic. Each lost event has one of these and is counted once. */
public enum Loss {
    /** It breaks a rule that the detector applies as well, or holds a raw credential. Sending it again is of no use. */
    REFUSED,
    /** The buffer was full: the newest event is dropped, so that what was accepted stays. */
    BUFFER_FULL,
    /** The reporter had been closed. */
    CLOSED,
    /** It was accepted, and the broker or the registry did not take it in time, or before the reporter was closed. */
    DELIVERY_FAILED;

    /** The loss as metrics spell it, such as {@code buffer_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

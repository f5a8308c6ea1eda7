// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.Refusal;

/** What one line of a usage file turned out to be. */
public sealed interface Line {

    /** Number of the line in its file; the first is 1. */
    long line();

    /**
     * A line that is a usage event.
     *
     * @param line number of the line
     * @param event what it says
     */
    record Good(long line, UsageEvent event) implements Line {}

    /**
     * A line, or a part of one, that tells of no use of a model.
     *
     * @param line number of the line
     * @param why what it is instead
     */
    record Skipped(long line, String why) implements Line {}

    /**
     * A line that cannot be counted.
     *
     * @param line number of the line
     * @param field the column or field at fault; {@code line} where the line as a whole is
     * @param why what is wrong and what was expected, without secrets
     * @param text what may be kept of the line, without secrets and without what was said in a call
     */
    record Bad(long line, String field, String why, String text) implements Line {

        /** Refused by a rule for usage events. */
        static Bad of(long line, Refusal refusal, String text) {
            return new Bad(
                    line,
                    refusal.field(),
                    refusal.detail() + "; " + refusal.reason().mend(),
                    text);
        }
    }
}

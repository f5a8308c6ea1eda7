// SPDX-License-Identifier: Apache-2.0
package io.keysurge.usage;

/**
 * One refused usage event.
 *
 * @param reason why
 * @param field the schema's name of the field at fault; {@code key} or {@code value} where the record as a whole is
 * @param detail the value's shape and the rule, never a secret, such as {@code -5 (expected: >= 0)}
 */
public record Refusal(RefusalReason reason, String field, String detail) {

    /** The whole story in one line: field, what is wrong, and the mend. */
    public String sentence() {
        return field + ": " + detail + "; " + reason.mend();
    }
}

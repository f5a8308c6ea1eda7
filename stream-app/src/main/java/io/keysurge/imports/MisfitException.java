// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.usage.RefusalReason;

/** One field of a record cannot be read. Carries no stack trace: a file may hold millions of them. */
final class MisfitException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final RefusalReason reason;

    /**
     * A record refused for one field.
     *
     * @param field where in the payload
     * @param why what is there and, in brackets, what is expected; never a secret
     */
    MisfitException(String field, String why) {
        this(field, why, RefusalReason.INVALID_PAYLOAD);
    }

    /** As above, with what counters and headers call it. */
    MisfitException(String field, String why, RefusalReason reason) {
        super(why, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** The refusal of the record. */
    Imported.Refused refused(JsonNode source) {
        return new Imported.Refused(field, why(), source, reason);
    }

    /** Where in the payload. */
    String field() {
        return field;
    }

    /** What counters and headers call it. */
    RefusalReason reason() {
        return reason;
    }

    /** What is wrong and what was expected. */
    String why() {
        return String.valueOf(getMessage());
    }
}

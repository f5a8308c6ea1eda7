// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RefusalReason;

/** What one record of a payload turned out to be. */
public sealed interface Imported {

    /**
     * A call, or several of one kind.
     *
     * @param event what it says; holds nothing that looks like a credential
     * @param source the record, for who has to refuse the event after all: {@link KeptCopy#of}
     */
    record Event(UsageEvent event, JsonNode source) implements Imported {}

    /**
     * A record that cannot be counted.
     *
     * @param field where in the payload, such as {@code resourceSpans[0].scopeSpans[0].spans[2].endTimeUnixNano}
     * @param why what is there and, in brackets, what is expected; never a secret
     * @param source the record, secrets and prompts included: keep {@link KeptCopy#of} it
     * @param reason what counters and headers call it
     */
    record Refused(String field, String why, JsonNode source, RefusalReason reason) implements Imported {

        /** Refused for what the payload says or does not say. */
        public Refused(String field, String why, JsonNode source) {
            this(field, why, source, RefusalReason.INVALID_PAYLOAD);
        }

        /** What is wrong and, unless that says it already, the mend. */
        public String advice() {
            return reason == RefusalReason.INVALID_PAYLOAD ? why : why + "; " + reason.mend();
        }
    }

    /**
     * A record that is no call to a model.
     *
     * @param why what it is instead
     */
    record Skipped(String why) implements Imported {}

    /**
     * What a person should know of a payload although nothing of it is refused.
     *
     * @param text one sentence
     */
    record Remark(String text) implements Imported {}
}

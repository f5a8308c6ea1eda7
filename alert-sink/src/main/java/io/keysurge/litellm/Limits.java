// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may do within a minute.
 *
 * @param tpm tokens; null: as many as it likes
 * @param rpm requests; null: as many as it likes
 */
record Limits(@Nullable Long tpm, @Nullable Long rpm) {

    static final String TPM = "tpm_limit";
    static final String RPM = "rpm_limit";

    /** Of each limit the lower one: no throttling ever raises one. */
    Limits lowerOf(Limits other) {
        return new Limits(lower(tpm, other.tpm), lower(rpm, other.rpm));
    }

    /** Of each limit the higher one: no undoing ever lowers one that somebody raised meanwhile. */
    Limits higherOf(Limits other) {
        return new Limits(higher(tpm, other.tpm), higher(rpm, other.rpm));
    }

    /** Writes those limits that differ from the present ones; null, where there is to be none. */
    void putChanges(Limits present, ObjectNode request) {
        if (!Objects.equals(tpm, present.tpm)) {
            request.put(TPM, tpm);
        }
        if (!Objects.equals(rpm, present.rpm)) {
            request.put(RPM, rpm);
        }
    }

    String shown() {
        return TPM + " " + shown(tpm) + ", " + RPM + " " + shown(rpm);
    }

    private static String shown(@Nullable Long limit) {
        return limit == null ? "none" : limit.toString();
    }

    private static @Nullable Long lower(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private static @Nullable Long higher(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Math.max(one, other);
    }
}

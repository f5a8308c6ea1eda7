// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param at when: event time for usage and alerts, the clock of who wrote it for everything else
 * @param appendedAt when the broker appended the record that says so; null where that record is no more
 * @param kind what sort of thing
 * @param title what happened, in a few words
 * @param detail what the record says about it; may be empty
 * @param source the record: topic, partition and offset
 */
public record Moment(Instant at, @Nullable Instant appendedAt, Kind kind, String title, String detail, String source) {

    /** Sorts of things that happen, in the order in which those of one instant are told. */
    public enum Kind {
        /** A change in the registry. */
        REGISTRY,
        /** A credential was found where it should not be, or that was taken back. */
        EXPOSURE,
        /** A new credential is used. */
        ROTATION,
        /** An application, a model or an origin is used that never was. */
        FIRST_SEEN,
        /** The first usage of the judged window. */
        FIRST_EVENT,
        /** A budget's alert. */
        BUDGET,
        /** A revision of any other alert. */
        ALERT,
        /** A state of an action. */
        ACTION,
        /** A link of the audit chain of which the state itself is no more. */
        AUDIT,
        /** Somebody was asked to look at it, or did. */
        REVIEW,
        /** Somebody said what the alert was, or took that back. */
        LABEL
    }

    /** Where a record is, in words. */
    public static String place(String topic, int partition, long offset) {
        return topic + ", partition " + partition + ", offset " + offset;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What one producer published in one minute of event time, or a part of it.
 *
 * @param producer who published, as events say; empty when they do not
 * @param minute minutes since 1970
 * @param events events that counted, 1 or more
 * @param unattributed those of them of which neither the event nor the registry tells the application, the environment
 *     and the owner
 * @param lastEventId id of the last event in it
 * @param lastEvent where that is
 */
public record ProducerPart(
        String producer, long minute, long events, long unattributed, String lastEventId, Position lastEvent)
        implements GroupPart {

    private static final long MILLIS_PER_MINUTE = 60_000;

    /**
     * The part of a single event.
     *
     * @param producer who published it, as it says itself; null when it does not
     * @param usage the event
     * @param attributed true when it is known whose it is
     */
    public static ProducerPart of(@Nullable String producer, Usage usage, boolean attributed) {
        return new ProducerPart(
                producer == null ? "" : producer,
                usage.minute(),
                1,
                attributed ? 0 : 1,
                usage.eventId(),
                usage.position());
    }

    /** Event time, milliseconds since 1970. */
    long millis() {
        return minute * MILLIS_PER_MINUTE;
    }
}

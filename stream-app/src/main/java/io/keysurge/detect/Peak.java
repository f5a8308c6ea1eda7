// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The strongest sign of an episode and the event that gave it.
 *
 * @param signal the sign
 * @param raisedAt event time of the sign, milliseconds since 1970
 * @param eventId the event's id
 * @param position where the event is
 */
record Peak(Signal signal, long raisedAt, String eventId, Position position) {

    static Peak of(Signal signal, Usage usage) {
        long start = TimeUnit.MINUTES.toMillis(signal.minute());
        // A minute is judged as a whole when a later event ends it, however much later that is.
        long raisedAt = Math.min(Math.max(usage.occurredAt(), start), start + TimeUnit.MINUTES.toMillis(1));
        return new Peak(signal, raisedAt, usage.eventId(), usage.position());
    }

    void write(StateWriter out) {
        out.number(signal.minute());
        out.number(signal.windowMinutes());
        out.text(signal.unit());
        out.real(signal.observed());
        out.real(signal.expected());
        out.real(signal.threshold());
        out.number(signal.severity());
        out.real(signal.confidence());
        out.number(signal.stranger() ? 1 : 0);
        out.number(raisedAt);
        out.text(eventId);
        out.text(position.topic());
        out.number(position.partition());
        out.number(position.offset());
    }

    static Peak read(AlertKind kind, @Nullable String subject, StateReader in, boolean newestLayout) {
        var signal = new Signal(
                kind,
                subject,
                in.number(),
                in.count(),
                in.name(),
                in.real(),
                in.real(),
                in.real(),
                in.count(),
                in.real(),
                List.of(),
                newestLayout && in.number() == 1);
        return new Peak(signal, in.number(), in.name(), new Position(in.name(), in.count(), in.number()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Baseline;
import io.keysurge.detect.Finding.Measure;
import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Finding.Window;
import io.keysurge.detect.Verdict.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings about many identities at once, such as all that one source tried: nothing in them is one profile's. */
final class GroupFinding {

    private GroupFinding() {}

    /** A revision of an episode; its subject is what the episode's signal is about. No cost is known. */
    static Finding of(
            Episode episode,
            Stage stage,
            Peak peak,
            long raisedAt,
            long firstOffset,
            List<String> affected,
            String explanation) {
        return of(episode, stage, peak, raisedAt, firstOffset, affected, -1, null, explanation);
    }

    /** The same, with what it costs an hour in billionths of currency; negative when that is not known. */
    static Finding of(
            Episode episode,
            Stage stage,
            Peak peak,
            long raisedAt,
            long firstOffset,
            List<String> affected,
            double costPerHourNanos,
            @Nullable String currency,
            String explanation) {
        Signal signal = peak.signal();
        long end = signal.minute() + 1;
        return new Finding(
                episode.id(),
                episode.revision(),
                stage,
                signal.kind(),
                signal.subject(),
                episode.severity(),
                signal.confidence(),
                raisedAt,
                episode.openedAt(),
                new Window(end - signal.windowMinutes(), end),
                new Measure(
                        signal.unit(),
                        signal.observed(),
                        signal.expected(),
                        signal.threshold(),
                        signal.ratio(),
                        signal.score()),
                new Baseline(0, end - 1, false),
                null,
                List.of(),
                costPerHourNanos,
                currency,
                end - signal.windowMinutes(),
                List.of(),
                0,
                -1,
                firstOffset,
                peak.eventId(),
                peak.position(),
                episode.sampleEventIds(),
                affected,
                List.of(),
                explanation);
    }

    /** An episode's view of a call that belongs to the group, called by the group's name. */
    static Usage usage(String eventId, long at, String group, boolean refused, Position position) {
        return new Usage(
                eventId,
                at,
                group,
                null,
                null,
                null,
                null,
                group,
                null,
                0,
                0,
                0,
                1,
                -1,
                null,
                true,
                refused ? Usage.Result.DENIED : Usage.Result.SERVED,
                position);
    }
}

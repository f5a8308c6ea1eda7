// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.detect.Attempt;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.replay.LogReplay.Way;
import io.keysurge.translate.AlertTranslation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An alert about a source, computed again from the log: which keys it tried, one attempt after the other. Who tries keys
 * is in everybody's events, so the whole log is judged. The same of an alert about a partition, which has no attempts.
 */
public final class SourceExplanation {

    private final Reproduction reproduction;
    private final List<Step> steps = new ArrayList<>();
    private boolean isTold;

    /**
     * One attempt of the story.
     *
     * @param attempt the attempt
     * @param tried keys that the source had tried so far, this one included, as they are counted
     * @param raised alerts that it caused
     */
    public record Step(Attempt attempt, int tried, List<Alert> raised) {}

    /**
     * An explanation to run once.
     *
     * @param recorded the alert as it was recorded, all its revisions
     * @param revision which of them is shown attempt by attempt
     * @throws IllegalArgumentException when that was not recorded
     */
    public SourceExplanation(List<Alert> recorded, int revision) {
        reproduction = new Reproduction(recorded, revision);
    }

    /**
     * Computes it again.
     *
     * @param log what is said of everybody
     * @param way how to judge
     * @param now the time, milliseconds since 1970
     * @throws InterruptedException when the thread was interrupted
     */
    public void run(Retelling log, Way way, long now) throws InterruptedException {
        var replay = new LogReplay(List.of(way), Span.ALWAYS, Set.of(), now);
        reproduction.add(replay.run(log, this::judged).get(0).alerts());
    }

    /** The alert as it was recorded and as it comes out now. */
    public Reproduction reproduction() {
        return reproduction;
    }

    /** Attempts from the window of the opening revision on to the one that caused the shown one, in the order of judgement. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    private void judged(Attempt attempt, int tried, List<Alert> raised) {
        Alert revision = reproduction.revision();
        Instant at = Instant.ofEpochMilli(attempt.occurredAt());
        if (isTold
                || !revision.getIdentityId().equals(AlertTranslation.SOURCE_PREFIX + attempt.source())
                || at.isBefore(reproduction.opening().getWindow().getStart())
                || !at.isBefore(revision.getWindow().getEnd())) {
            return;
        }
        steps.add(new Step(attempt, tried, List.copyOf(raised)));
        isTold = raised.stream()
                .anyMatch(alert -> alert.getAlertId().equals(revision.getAlertId())
                        && alert.getRevision() == revision.getRevision());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.generate.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one story.
 *
 * @param story what happened
 * @param caught the first fitting alert about the victim; empty when it was missed
 * @param action the gravest action that the sink would have taken on it; empty when there was none
 */
public record StoryOutcome(Story story, Optional<Catch> caught, Optional<ActionRecord> action) {

    /**
     * A fitting alert.
     *
     * @param alert the alert as it was first raised
     * @param gravest the highest severity its episode reached, 1 to 5
     * @param appendedAt when the broker had it
     * @param seenAt when this process had read it, committed
     * @param causeAppendedAt when the broker had the event that caused it; empty when that is not known
     */
    public record Catch(
            Alert alert, int gravest, Instant appendedAt, Instant seenAt, Optional<Instant> causeAppendedAt) {

        /** From the event in the log to the alert in the log, by the broker's clock. */
        public Optional<Duration> detectionDelay() {
            return causeAppendedAt.map(cause -> Duration.between(cause, appendedAt));
        }

        /** From the event in the log to the committed alert in a reader's hands. */
        public Optional<Duration> readingDelay() {
            return causeAppendedAt.map(cause -> Duration.between(cause, seenAt));
        }
    }

    /** True when the story was caught and the sink would have acted. */
    public boolean passed() {
        return caught.isPresent() && action.isPresent();
    }

    /** How long the story went on, in event time, before it was caught. */
    public Optional<Duration> eventTimeDelay() {
        return caught.map(
                found -> Duration.between(story.startsAt(), found.alert().getRaisedAt()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.contract.Alert;
import io.keysurge.detect.Band;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Outlook;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Usage;
import io.keysurge.history.Hearer;
import io.keysurge.history.Retelling;
import io.keysurge.replay.LogReplay.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One alert, computed again from the log: what was judged, event by event, and whether the same comes of it. */
public final class Explanation {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Reproduction reproduction;
    private final Alert revision;
    private final List<Step> steps = Collections.synchronizedList(new ArrayList<>());
    private final Callers callers = new Callers();

    /**
     * One event of the judged window.
     *
     * @param usage the event
     * @param outcome whether it counted
     * @param band what was expected in the window that ends with it, and from where on TOKEN_SPIKE would speak
     * @param raised alerts that it caused
     */
    public record Step(
            Usage usage, Outcome outcome, @Nullable Band band, List<Alert> raised) {}

    /**
     * What one application used in the hour before.
     *
     * @param application its name; null for calls that named none
     * @param tokens in and out
     * @param calls how many
     */
    public record Caller(@Nullable String application, long tokens, long calls) {

        Caller and(Caller other) {
            return new Caller(application, tokens + other.tokens, calls + other.calls);
        }
    }

    /**
     * An explanation to run once.
     *
     * @param recorded the alert as it was recorded, all its revisions
     * @param revision which of them is shown event by event
     * @throws IllegalArgumentException when that was not recorded
     */
    public Explanation(List<Alert> recorded, int revision) {
        this.reproduction = new Reproduction(recorded, revision);
        this.revision = reproduction.revision();
    }

    /**
     * Computes it again.
     *
     * @param log what is said of the identity
     * @param way how to judge
     * @param now the time, milliseconds since 1970
     * @throws InterruptedException when the thread was interrupted
     */
    public void run(Retelling log, Way way, long now) throws InterruptedException {
        log.run((topic, partition) -> new Lane(topic, partition, way, now));
    }

    /** The alert as it was recorded and as it comes out now. */
    public Reproduction reproduction() {
        return reproduction;
    }

    /** Events of the window that the revision judged, in the order of the log. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Which applications used the identity in the hour up to the event that caused the revision; the most tokens first. */
    public List<Caller> callersInTheHourBefore() {
        return callers.all();
    }

    /** The partition that the identity's events are in, and the others, which say nothing of it. */
    private final class Lane implements Hearer {

        private final String topic;
        private final int partition;
        private final Replay replay;
        private final Outlook outlook;
        private final long now;

        Lane(String topic, int partition, Way way, long now) {
            this.topic = topic;
            this.partition = partition;
            this.now = now;
            this.outlook = new Outlook(way.settings());
            this.replay = new Replay(way.settings(), way.translation(), attempt -> {});
        }

        @Override
        public void hear(AboutIdentity about, long appendedAt, Position position) {
            Tally tally = replay.tally();
            long counted = tally.counted();
            long duplicates = tally.duplicates();
            List<Alert> raised = replay.hear(about, appendedAt, offset -> new Position(topic, partition, offset));
            reproduction.add(raised);
            if (about instanceof Admitted admitted && tally.counted() > counted && isInHourBefore(admitted, position)) {
                callers.add(admitted.usage());
            }
            if (about instanceof Admitted admitted && isInWindow(position)) {
                Outcome outcome = tally.counted() > counted
                        ? Outcome.COUNTED
                        : tally.duplicates() > duplicates ? Outcome.DUPLICATE : Outcome.LATE;
                steps.add(new Step(admitted.usage(), outcome, band(admitted), List.copyOf(raised)));
            }
        }

        @Override
        public void end() {
            reproduction.add(replay.announceSilences(now));
        }

        private @Nullable Band band(Admitted admitted) {
            Profile profile = replay.profile(admitted.identityId());
            return profile == null ? null : outlook.band(profile, replay.identity(admitted), windowMinutes());
        }

        private int windowMinutes() {
            return (int) Duration.between(
                            revision.getWindow().getStart(),
                            revision.getWindow().getEnd())
                    .toMinutes();
        }

        private boolean isInHourBefore(Admitted admitted, Position position) {
            long end = revision.getWindow().getEnd().toEpochMilli();
            long at = admitted.usage().occurredAt();
            return isOfTheAlert(position) && at < end && at >= end - HOUR.toMillis();
        }

        private boolean isInWindow(Position position) {
            return isOfTheAlert(position)
                    && position.offset() >= revision.getFirstEvent().getOffset();
        }

        private boolean isOfTheAlert(Position position) {
            return position.topic().equals(revision.getLastEvent().getTopic())
                    && position.partition() == revision.getLastEvent().getPartition()
                    && position.offset() <= revision.getLastEvent().getOffset();
        }
    }
}

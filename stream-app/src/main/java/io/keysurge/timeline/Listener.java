// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Outlook;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Usage;
import io.keysurge.history.Hearer;
import io.keysurge.replay.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what one partition says of the identity, judges it as the detector does, and notes what is to be told. */
final class Listener implements Hearer {

    private final Timeline.Question question;
    private final String usageTopic;
    private final int partition;
    private final Replay replay;
    private final Outlook outlook;
    private final UseBook uses;
    private final FirstTimes firstTimes;
    private final List<Moment> removals = new ArrayList<>();
    private @Nullable Instant firstUse;
    private @Nullable Instant lastUse;

    Listener(Timeline.Question question, String usageTopic, int partition, Replay replay, DetectionSettings settings) {
        this.question = question;
        this.usageTopic = usageTopic;
        this.partition = partition;
        this.replay = replay;
        this.outlook = new Outlook(settings);
        this.uses = new UseBook(question);
        this.firstTimes = new FirstTimes(question);
    }

    @Override
    public void hear(AboutIdentity about, long appendedAt, Position position) {
        long counted = replay.tally().counted();
        // Only what was asked for is told: what it alerts now is in the log as the running detector alerted it.
        List<?> unused = replay.hear(about, appendedAt, offset -> new Position(usageTopic, partition, offset));
        if (about instanceof Registered change) {
            register(change, Instant.ofEpochMilli(appendedAt), position);
        } else if (about instanceof Admitted admitted && replay.tally().counted() > counted) {
            take(admitted, Instant.ofEpochMilli(appendedAt));
        }
    }

    private void register(Registered change, Instant at, Position position) {
        if (change.facts() == null && question.includes(at)) {
            removals.add(new Moment(
                    at,
                    at,
                    Kind.REGISTRY,
                    "removed from the registry",
                    "",
                    Moment.place(position.topic(), position.partition(), position.offset())));
        }
    }

    private void take(Admitted admitted, Instant appendedAt) {
        Usage usage = admitted.usage();
        Profile profile = replay.profile(usage.identityId());
        if (profile == null) {
            return;
        }
        uses.take(usage, outlook.band(profile, replay.identity(admitted)));
        firstTimes.take(usage, appendedAt);
        Instant at = Instant.ofEpochMilli(usage.occurredAt());
        firstUse = firstUse == null || at.isBefore(firstUse) ? at : firstUse;
        lastUse = lastUse == null || at.isAfter(lastUse) ? at : lastUse;
    }

    UseBook uses() {
        return uses;
    }

    /** What was noted besides usage. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>(firstTimes.moments());
        moments.addAll(removals);
        return moments;
    }

    @Nullable
    Instant firstUse() {
        return firstUse;
    }

    @Nullable
    Instant lastUse() {
        return lastUse;
    }
}

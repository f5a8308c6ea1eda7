// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * IDENTITY_FLOOD: identities appear that nobody knows, far more than ever, or more than may be remembered. Whoever can
 * make up identities could else fill the detector's state, and hide among them.
 *
 * <p>Judged by log, that is by partition. Identities that are remembered are judged as ever; of the others, those that
 * are registered have room always, and the rest as long as there is any.
 */
public final class IdentityFlood {

    static final String UNIT = "identities";
    /** New identities in an hour below which no growth is worth a word. */
    static final double LEAST = 1_000;

    private static final double GROWTH = 4;
    private static final int NOTABLE = 3;
    private static final int SEVERE = 4;
    private static final double CONFIDENCE = 0.9;
    /** How much larger it must have become to be spoken of again. */
    private static final long NOTABLE_GROWTH = 4;

    private static final long MINUTES_PER_DAY = 1440;

    private final DetectionSettings settings;

    /** A judge of logs by these settings. */
    public IdentityFlood(DetectionSettings settings) {
        this.settings = settings;
    }

    /**
     * What becomes of an identity that was not remembered.
     *
     * @param admitted true when it is remembered from now on; false when its call is counted and left unjudged
     * @param findings revisions of episodes that its call caused
     */
    public record Admission(boolean admitted, List<Finding> findings) {}

    /**
     * Takes a call in of an identity that is not remembered.
     *
     * @param flood what is remembered of the log; changed by this call
     * @param usage the call
     * @param appendedAt when the broker appended it, milliseconds since 1970
     * @param registered whether the registry knows the identity, so that it has room in any case and is no surprise
     */
    public Admission admit(Flood flood, Usage usage, long appendedAt, boolean registered) {
        boolean admitted = registered || flood.known() < settings.mostIdentities();
        List<Finding> findings = new ArrayList<>(0);
        long minute = TimeUnit.MILLISECONDS.toMinutes(appendedAt);
        closeQuiet(flood, minute, findings);
        flood.advanceTo(minute, isLearning(flood));
        if (admitted) {
            flood.began(registered);
        } else {
            flood.leftUnjudged(usage.countedCalls(), usage.tokens());
        }
        if (!registered) {
            judge(flood, aboutLog(usage, appendedAt), !admitted, findings);
        }
        return new Admission(admitted, findings);
    }

    /** Announces the end of an episode when no new identity has come for long. Liveness only. */
    public List<Finding> announceSilence(Flood flood) {
        Episode episode = flood.episode;
        if (episode == null || episode.announcedClosed()) {
            return List.of();
        }
        episode.close();
        long closedAt = TimeUnit.MINUTES.toMillis(episode.lastMinute() + settings.quietMinutes());
        return List.of(finding(flood, episode, Stage.CLOSED, episode.peak(), closedAt));
    }

    private static String name(Position position) {
        return position.topic() + "-" + position.partition();
    }

    private void closeQuiet(Flood flood, long minute, List<Finding> findings) {
        Episode episode = flood.episode;
        if (episode != null && episode.lastMinute() < minute - settings.quietMinutes()) {
            findings.addAll(announceSilence(flood));
            flood.forgetEpisode();
        }
    }

    private boolean isLearning(Flood flood) {
        return flood.age() < settings.warmUpDays() * MINUTES_PER_DAY;
    }

    private void judge(Flood flood, Usage usage, boolean overflows, List<Finding> findings) {
        long minute = usage.minute();
        Bar bar = settings.sensitivities().bar(Identity.UNREGISTERED, AlertKind.IDENTITY_FLOOD, minute);
        double threshold = Math.max(bar.count(LEAST), bar.step(GROWTH) * flood.most());
        if (!overflows && (isLearning(flood) || flood.newThisHour() < threshold)) {
            return;
        }
        var signal = new Signal(
                AlertKind.IDENTITY_FLOOD,
                usage.identityId(),
                minute,
                Flood.MINUTES_PER_HOUR,
                UNIT,
                (double) flood.newThisHour(),
                flood.most(),
                threshold,
                overflows ? SEVERE : NOTABLE,
                CONFIDENCE);
        Episode episode = flood.episode;
        if (episode == null) {
            episode = Episode.open(signal, usage);
            flood.episode = episode;
            flood.firstOffset = usage.position().offset();
        }
        long size = flood.newThisHour() + flood.unjudgedCalls();
        boolean grown = size >= NOTABLE_GROWTH * flood.announced;
        if (episode.continueWith(signal, usage, signal.severity(), grown)) {
            flood.announced = size;
            Stage stage = episode.revision() > 1 ? Stage.ESCALATED : Stage.OPEN;
            findings.add(finding(flood, episode, stage, Peak.of(signal, usage), usage.occurredAt()));
        }
    }

    private static Finding finding(Flood flood, Episode episode, Stage stage, Peak peak, long raisedAt) {
        String explanation = Explanation.ofIdentityFlood(stage, flood, peak.signal(), episode.openedAt());
        return GroupFinding.of(episode, stage, peak, raisedAt, flood.firstOffset, List.of(), explanation);
    }

    /** The episode's view of a call: it belongs to the log, at the broker's time. */
    private static Usage aboutLog(Usage usage, long appendedAt) {
        return GroupFinding.usage(usage.eventId(), appendedAt, name(usage.position()), false, usage.position());
    }
}

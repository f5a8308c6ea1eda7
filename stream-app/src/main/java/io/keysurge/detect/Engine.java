// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one usage event after the other, each against its identity's own profile.
 *
 * <p>Holds settings only: all memory is in the profile, so that the same profile and the same events give the same
 * findings wherever and whenever they are judged.
 */
public final class Engine {

    private static final int WARMING_CAP = 2;
    private static final int TEST_CAP = 3;

    private final DetectionSettings settings;
    private final TokenSpike tokenSpike;
    private final FanOut fanOut;
    private final NewApplication newApplication;
    private final Evidence evidence;

    /** An engine that judges by these settings. */
    public Engine(DetectionSettings settings) {
        this.settings = settings;
        this.tokenSpike = new TokenSpike(settings);
        this.fanOut = new FanOut(settings);
        this.newApplication = new NewApplication(settings);
        this.evidence = new Evidence(settings);
    }

    /**
     * Takes one event in.
     *
     * @param profile what is remembered of the identity; changed by this call
     * @param identity who the identity is, as known now
     * @param usage the event, already checked to be countable
     * @return whether it counted, and what it revealed
     */
    public Observation observe(Profile profile, Identity identity, Usage usage) {
        long minute = usage.minute();
        long newest = profile.minutes.started() ? Math.max(profile.newestMinute(), minute) : minute;
        long earliest = newest - settings.graceMinutes();
        if (minute < earliest) {
            return Observation.LATE;
        }
        if (!profile.recent.add(usage.eventId(), minute, earliest)) {
            return Observation.DUPLICATE;
        }
        List<Finding> findings = new ArrayList<>(1);
        closeQuiet(profile, identity, minute, findings);
        boolean unseenApplication = remember(profile, usage);
        judge(profile, identity, usage, unseenApplication, findings);
        return new Observation(Outcome.COUNTED, findings);
    }

    /**
     * Announces the end of episodes of an identity that has fallen silent altogether. Liveness only: should the
     * identity speak again within the quiet time of its own clock, its episodes go on under their ids.
     */
    public List<Finding> announceSilence(Profile profile, Identity identity) {
        List<Finding> findings = new ArrayList<>(profile.episodes.size());
        for (Episode episode : profile.episodesQuietBefore(Long.MAX_VALUE)) {
            if (!episode.announcedClosed()) {
                episode.close();
                findings.add(evidence.closing(profile, identity, episode));
            }
        }
        return findings;
    }

    private void closeQuiet(Profile profile, Identity identity, long minute, List<Finding> findings) {
        for (Episode episode : profile.episodesQuietBefore(minute - settings.quietMinutes())) {
            if (!episode.announcedClosed()) {
                episode.close();
                findings.add(evidence.closing(profile, identity, episode));
            }
            profile.episodes.remove(episode);
        }
    }

    private boolean remember(Profile profile, Usage usage) {
        long minute = usage.minute();
        profile.advanceTo(minute, settings);
        profile.minutes.add(usage);
        profile.price.note(usage);
        profile.credential = Credential.afterUse(profile.credential, usage);
        noteIfKnown(profile.models, usage.model(), usage);
        noteIfKnown(profile.regions, usage.region(), usage);
        return noteIfKnown(profile.applications, usage.application(), usage);
    }

    private static boolean noteIfKnown(SeenNames names, @Nullable String name, Usage usage) {
        return name != null && names.note(name, usage.minute(), usage.tokens());
    }

    private void judge(
            Profile profile, Identity identity, Usage usage, boolean unseenApplication, List<Finding> findings) {
        String application = usage.application();
        if (unseenApplication && application != null) {
            follow(
                    newApplication.judge(profile, identity, application, usage.minute()),
                    profile,
                    identity,
                    usage,
                    findings);
        }
        if (application != null) {
            follow(fanOut.judge(profile, identity, usage.minute()), profile, identity, usage, findings);
        }
        follow(tokenSpike.judge(profile, usage.minute()), profile, identity, usage, findings);
        if (usage.minute() < profile.newestMinute()) {
            // A late event weighs in its own minute, and in the windows of the open one.
            follow(tokenSpike.judge(profile, profile.newestMinute()), profile, identity, usage, findings);
        }
    }

    private void follow(Verdict verdict, Profile profile, Identity identity, Usage usage, List<Finding> findings) {
        if (!(verdict instanceof Signal signal)) {
            return;
        }
        Episode episode = profile.openEpisode(signal.kind(), signal.subject());
        if (episode == null) {
            if (!profile.hasRoomForEpisode(signal.subject())) {
                return;
            }
            episode = Episode.open(signal, usage);
            profile.episodes.add(episode);
        }
        if (episode.continueWith(signal, usage, severity(signal, profile, identity))) {
            findings.add(evidence.raising(profile, identity, episode, signal, usage));
        }
    }

    private int severity(Signal signal, Profile profile, Identity identity) {
        int severity = signal.severity();
        if (profile.days() < settings.warmUpDays()) {
            severity = Math.min(severity, WARMING_CAP);
        }
        return identity.isTest() ? Math.min(severity, TEST_CAP) : severity;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns signals into episodes: which opens, which goes on, which says something new, and which is over. */
final class Docket {

    private static final int SEVERE = 4;
    private static final int STOLEN = 5;
    private static final int WARMING_CAP = 2;
    private static final int TEST_CAP = 3;

    private final DetectionSettings settings;
    private final Evidence evidence;

    Docket(DetectionSettings settings) {
        this.settings = settings;
        this.evidence = new Evidence(settings);
    }

    /** Follows what a detector found. */
    void follow(Verdict verdict, Hearing hearing) {
        if (!(verdict instanceof Signal signal)
                || hearing.identity().tuning().suppresses(signal.kind(), signal.minute())) {
            return;
        }
        Profile profile = hearing.profile();
        Episode episode = profile.openEpisode(signal.kind(), signal.subject());
        if (episode == null && isPartOfAnother(signal, profile)) {
            return;
        }
        if (episode == null) {
            episode = open(signal, hearing);
        }
        if (episode != null
                && episode.continueWith(signal, hearing.usage(), severity(signal, profile, hearing.identity()))) {
            hearing.findings().add(evidence.raising(profile, hearing.identity(), episode, signal, hearing.usage()));
        }
    }

    /** One habit that changes shows in several ways. While one is open, the others are part of it. */
    private static boolean isPartOfAnother(Signal signal, Profile profile) {
        if (!signal.kind().isAboutRate() || signal.severity() >= SEVERE) {
            return false;
        }
        Episode open = openRateEpisode(profile);
        if (open == null) {
            return false;
        }
        open.alsoSaw(signal);
        return true;
    }

    /** An open episode about how much or how the identity uses; null when there is none. */
    private static @Nullable Episode openRateEpisode(Profile profile) {
        for (Episode episode : profile.episodes) {
            if (episode.kind().isAboutRate() && !episode.announcedClosed()) {
                return episode;
            }
        }
        return null;
    }

    private static @Nullable Episode open(Signal signal, Hearing hearing) {
        Profile profile = hearing.profile();
        if (!profile.hasRoomForEpisode(signal.subject())) {
            return null;
        }
        Episode episode = Episode.open(signal, hearing.usage());
        profile.episodes.add(episode);
        if (signal.kind().isAboutRate()) {
            profile.budget.spend(signal.minute());
        }
        return episode;
    }

    private int severity(Signal signal, Profile profile, Identity identity) {
        int severity = signal.severity();
        if (signal.kind().isKnown()) {
            return severity;
        }
        if (profile.days() < settings.warmUpDays()) {
            severity = Math.min(severity, WARMING_CAP);
        }
        boolean merelyMuch = signal.kind().isAboutRate() && signal.severity() < STOLEN;
        return identity.isTest() && merelyMuch ? Math.min(severity, TEST_CAP) : severity;
    }

    /** Announces episodes that have been quiet for long enough on the identity's own clock. */
    void closeQuiet(Hearing hearing) {
        Profile profile = hearing.profile();
        long quietSince = hearing.usage().minute() - settings.quietMinutes();
        for (Episode episode : profile.episodesQuietBefore(quietSince)) {
            if (!episode.announcedClosed()) {
                episode.close();
                hearing.findings().add(evidence.closing(profile, hearing.identity(), episode));
            }
            profile.episodes.remove(episode);
        }
    }

    List<Finding> announceSilence(Profile profile, Identity identity) {
        List<Finding> findings = new ArrayList<>(profile.episodes.size());
        for (Episode episode : profile.episodesQuietBefore(Long.MAX_VALUE)) {
            if (!episode.announcedClosed()) {
                episode.close();
                findings.add(evidence.closing(profile, identity, episode));
            }
        }
        return findings;
    }
}

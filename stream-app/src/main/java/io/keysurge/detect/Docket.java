// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Gravity.Weighed;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns signals into episodes: which opens, which goes on, which says something new, and which is over. */
final class Docket {

    private static final int SEVERE = 4;

    private final DetectionSettings settings;
    private final Evidence evidence;
    private final Gravity gravity;

    Docket(DetectionSettings settings) {
        this.settings = settings;
        this.evidence = new Evidence(settings);
        this.gravity = new Gravity(settings);
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
        if (episode == null) {
            return;
        }
        Weighed weighed = gravity.weigh(signal, profile, hearing.identity());
        if (episode.continueWith(weighed.signal(), hearing.usage(), weighed.severity())) {
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

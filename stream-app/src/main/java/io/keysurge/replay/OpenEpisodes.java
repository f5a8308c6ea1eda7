// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identities with an open episode, and when the broker appended what was last said of them. */
final class OpenEpisodes {

    /** By so much the running detector may believe an identity silent later than it is. */
    private static final Duration NOTE_BEHIND = Duration.ofMinutes(1);

    private final Map<String, Long> appended = new HashMap<>();
    private final long silenceMillis;

    OpenEpisodes(DetectionSettings settings) {
        this.silenceMillis = Duration.ofMinutes((long) settings.quietMinutes() + settings.graceMinutes())
                .plus(NOTE_BEHIND)
                .toMillis();
    }

    /** Something was said of an identity. */
    void follow(String identityId, Profile profile, long appendedAt) {
        if (profile.hasOpenEpisode()) {
            appended.put(identityId, appendedAt);
        } else if (!appended.isEmpty()) {
            appended.remove(identityId);
        }
    }

    /** Those that the running detector would believe silent at a time, in milliseconds since 1970; no longer followed. */
    List<String> takeSilent(long now) {
        List<String> silent = appended.entrySet().stream()
                .filter(each -> now - each.getValue() > silenceMillis)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        silent.forEach(appended::remove);
        return silent;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Source;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges sources by the keys they try, one attempt after the other, with all sources in memory. */
public final class SourceReplay {

    private final KeyChecker keyChecker;
    private final AlertTranslation translation;
    private final long silenceMillis;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Long> lastAppended = new TreeMap<>();

    /**
     * A run from the beginning.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     */
    public SourceReplay(DetectionSettings settings, AlertTranslation translation) {
        this.keyChecker = new KeyChecker(settings);
        this.translation = translation;
        this.silenceMillis = Duration.ofMinutes((long) settings.quietMinutes() + settings.graceMinutes())
                .toMillis();
    }

    /** Judges an attempt that the broker appended at a time; revisions of alerts that it caused. */
    List<Alert> judge(Attempt attempt, long appendedAt) {
        lastAppended.put(attempt.source(), appendedAt);
        return judge(attempt);
    }

    /** Closes what sources left open that are silent by now, milliseconds since 1970, as the running detector does. */
    List<Alert> announceSilences(long now) {
        List<Alert> closed = new ArrayList<>();
        lastAppended.forEach((name, at) -> {
            if (now - at > silenceMillis) {
                keyChecker
                        .announceSilence(sources.getOrDefault(name, new Source()), name)
                        .forEach(finding -> closed.add(translation.alertAboutSource(name, finding)));
            }
        });
        return closed;
    }

    /** Judges one attempt; revisions of alerts that it caused. */
    public List<Alert> judge(Attempt attempt) {
        Source source = sources.computeIfAbsent(attempt.source(), unseen -> new Source());
        return keyChecker.observe(source, attempt).stream()
                .map(finding -> translation.alertAboutSource(attempt.source(), finding))
                .toList();
    }
}

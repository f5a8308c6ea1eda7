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

    /** The detector looks for silent sources as often. */
    private static final Duration SILENCE_CHECK = Duration.ofMinutes(10);

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
                .plus(SILENCE_CHECK)
                .toMillis();
    }

    /**
     * Judges an attempt that the broker appended at a time; revisions of alerts that it caused. A source that had been
     * silent for so long by then was closed and forgotten by the running detector, and is so here.
     */
    List<Alert> judge(Attempt attempt, long appendedAt) {
        Long last = lastAppended.put(attempt.source(), appendedAt);
        List<Alert> raised = new ArrayList<>();
        if (last != null && appendedAt - last > silenceMillis) {
            raised.addAll(close(attempt.source()));
        }
        raised.addAll(judge(attempt));
        return raised;
    }

    /** Closes what sources left open that are silent by now, milliseconds since 1970, as the running detector does. */
    List<Alert> announceSilences(long now) {
        List<Alert> closed = new ArrayList<>();
        lastAppended.forEach((name, at) -> {
            if (now - at > silenceMillis) {
                closed.addAll(close(name));
            }
        });
        return closed;
    }

    /** Keys that a source tried in its window, or in its open episode. */
    int tried(String name) {
        Source source = sources.get(name);
        return source == null ? 0 : source.tried();
    }

    private List<Alert> close(String name) {
        Source silent = sources.remove(name);
        return silent == null
                ? List.of()
                : keyChecker.announceSilence(silent, name).stream()
                        .map(finding -> translation.alertAboutSource(name, finding))
                        .toList();
    }

    /** Judges one attempt; revisions of alerts that it caused. */
    public List<Alert> judge(Attempt attempt) {
        Source source = sources.computeIfAbsent(attempt.source(), unseen -> new Source());
        return keyChecker.observe(source, attempt).stream()
                .map(finding -> translation.alertAboutSource(attempt.source(), finding))
                .toList();
    }
}

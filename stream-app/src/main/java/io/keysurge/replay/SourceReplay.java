// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.contract.Alert;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Source;
import io.keysurge.translate.AlertTranslation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges sources by the keys they try, one attempt after the other, with all sources in memory. */
public final class SourceReplay {

    private final KeyChecker keyChecker;
    private final AlertTranslation translation;
    private final Map<String, Source> sources = new HashMap<>();

    /**
     * A run from the beginning.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     */
    public SourceReplay(DetectionSettings settings, AlertTranslation translation) {
        this.keyChecker = new KeyChecker(settings);
        this.translation = translation;
    }

    /** Judges one attempt; revisions of alerts that it caused. */
    public List<Alert> judge(Attempt attempt) {
        Source source = sources.computeIfAbsent(attempt.source(), unseen -> new Source());
        return keyChecker.observe(source, attempt).stream()
                .map(finding -> translation.alertAboutSource(attempt.source(), finding))
                .toList();
    }
}

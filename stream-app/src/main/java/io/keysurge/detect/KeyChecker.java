// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * KEY_CHECKER: one source tries many identities' keys in a short time. Whoever bought or found a list of keys first
 * sees which of them work: one empty or refused call each. A key that is known to have been found by others counts
 * more: where it lay, more may have lain.
 *
 * <p>Judged by source and not by identity: no key sees more than one call. The result depends on the source's attempts
 * alone, in their order.
 */
public final class KeyChecker {

    static final String UNIT = "identities";

    private static final double LEAST_KEYS = 5;
    /** Identities by which fewer are enough when one of their keys is known to be in other hands. */
    private static final int EXPOSED_BONUS = 1;

    private static final int SEVERE = 4;
    private static final double CONFIDENCE = 0.9;

    private final DetectionSettings settings;

    /** A judge of sources by these settings. */
    public KeyChecker(DetectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes one attempt in.
     *
     * @param source what is remembered of the attempt's source; changed by this call
     * @param attempt the attempt
     * @return revisions of episodes that it caused
     */
    public List<Finding> observe(Source source, Attempt attempt) {
        List<Finding> findings = new ArrayList<>(1);
        long minute = TimeUnit.MILLISECONDS.toMinutes(attempt.occurredAt());
        closeQuiet(source, attempt.source(), minute, findings);
        if (source.note(attempt, minute)) {
            judge(source, attempt, minute, findings);
        }
        return findings;
    }

    /** Announces the end of an episode of a source that has fallen silent altogether. Liveness only. */
    public List<Finding> announceSilence(Source source, String name) {
        Episode episode = source.episode;
        if (episode == null || episode.announcedClosed()) {
            return List.of();
        }
        episode.close();
        return List.of(closing(source, name, episode));
    }

    private void closeQuiet(Source source, String name, long minute, List<Finding> findings) {
        Episode episode = source.episode;
        if (episode == null || episode.lastMinute() >= minute - settings.quietMinutes()) {
            return;
        }
        findings.addAll(announceSilence(source, name));
        source.forget();
    }

    private void judge(Source source, Attempt attempt, long minute, List<Finding> findings) {
        double least = settings.sensitivities()
                .bar(Identity.UNREGISTERED, AlertKind.KEY_CHECKER, minute)
                .count(LEAST_KEYS);
        int tried = source.tried();
        int weight = source.exposed() > 0 ? tried + EXPOSED_BONUS : tried;
        if (weight < least || 2 * source.refused() < tried) {
            return;
        }
        var signal = new Signal(
                AlertKind.KEY_CHECKER,
                attempt.source(),
                minute,
                Source.WINDOW_MINUTES,
                UNIT,
                tried,
                1,
                least,
                SEVERE,
                CONFIDENCE);
        Usage usage = usage(attempt);
        Episode episode = source.episode;
        if (episode == null) {
            episode = Episode.open(signal, usage);
            source.episode = episode;
        }
        // Those who were tried since the last revision must become known, but not one by one.
        boolean grown = tried >= 2 * source.announcedKeys;
        if (episode.continueWith(signal, usage, SEVERE, grown)) {
            source.announcedKeys = tried;
            findings.add(raising(source, attempt, episode, signal));
        }
    }

    private Finding raising(Source source, Attempt attempt, Episode episode, Signal signal) {
        Stage stage = episode.revision() > 1 ? Stage.ESCALATED : Stage.OPEN;
        return finding(source, attempt.source(), episode, stage, Peak.of(signal, usage(attempt)), attempt.occurredAt());
    }

    private Finding closing(Source source, String name, Episode episode) {
        long closedAt = TimeUnit.MINUTES.toMillis(episode.lastMinute() + settings.quietMinutes());
        return finding(source, name, episode, Stage.CLOSED, episode.peak(), closedAt);
    }

    private static Finding finding(Source source, String name, Episode episode, Stage stage, Peak peak, long raisedAt) {
        String explanation = Explanation.ofKeyChecker(stage, name, source, episode.openedAt());
        return GroupFinding.of(
                episode, stage, peak, raisedAt, peak.position().offset(), source.identities(), explanation);
    }

    /** The episode's view of an attempt: it belongs to the source, not to one identity. */
    private static Usage usage(Attempt attempt) {
        return GroupFinding.usage(
                attempt.eventId(), attempt.occurredAt(), attempt.source(), attempt.refused(), attempt.position());
    }
}

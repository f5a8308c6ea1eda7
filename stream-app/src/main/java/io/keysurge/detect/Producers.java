// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * METER_GAP: a producer falls silent for far longer than it ever does, while its peers do not. UNATTRIBUTED: much of what
 * it publishes has no application, environment or owner.
 *
 * <p>Judged over all producers at once, because a silence means something only beside others who speak: the result
 * depends on the producers' parts alone, in their order.
 */
public final class Producers {

    /** What the name of a producer begins with where an alert is about it. */
    public static final String GROUP_PREFIX = "producer:";
    /** What parts of producers are kept together by. */
    public static final String GROUP = "producers";

    static final String GAP_UNIT = "minutes of silence";
    static final String SHARE_UNIT = "% of events";

    /** Minutes of silence that are never a gap. */
    static final int LEAST_GAP = 15;
    /** How many times its longest silence of a fortnight is a gap. */
    static final int GAP_FACTOR = 2;
    /** Days that a producer must be known: a weekend is among them. */
    static final int LEAST_AGE = 7;
    /** Peers that must go on speaking while it is silent. */
    static final int LEAST_PEERS = 2;
    /** Events of an hour below which a share says nothing. */
    static final int LEAST_EVENTS = 100;
    /** Part of the bar below which too little is unattributed no longer. */
    static final double RELIEF = 0.8;

    /** Producers that are named at a time: names can be made up, and must not drown what is said of identities. */
    static final int MOST_UNATTRIBUTED = 4;

    private static final int GAP_SEVERITY = 3;
    private static final int SHARE_SEVERITY = 2;
    private static final double CONFIDENCE = 0.9;
    private static final double PERCENT = 100;

    private final GroupSettings settings;

    /** What the alert of a finding is keyed by. */
    public static String group(Finding finding) {
        return Producer.group(String.valueOf(finding.subject()));
    }

    /** A judge of producers by these settings. */
    public Producers(GroupSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes one part in.
     *
     * @param book all producers; changed by this call
     * @param part what one of them published
     * @return revisions of episodes that it caused; the subject of each is its producer
     */
    public List<Finding> observe(ProducerBook book, ProducerPart part) {
        List<Finding> findings = new ArrayList<>(0);
        long before = book.now();
        Producer producer = book.visit(part);
        if (producer.gap != null && part.minute() > producer.newestMinute()) {
            findings.add(closeGap(producer, part));
        }
        producer.add(part);
        judgeShare(book, producer, part, findings);
        if (book.now() > before) {
            judgeSilences(book, part, findings);
        }
        return findings;
    }

    private void judgeShare(ProducerBook book, Producer producer, ProducerPart part, List<Finding> findings) {
        long events = producer.events();
        double percent = events == 0 ? 0 : PERCENT * producer.unattributed() / events;
        Episode episode = producer.unattributedEpisode;
        if (episode == null
                && book.unattributed() < MOST_UNATTRIBUTED
                && events >= LEAST_EVENTS
                && percent >= settings.unattributedPercent()) {
            var signal = signal(
                    AlertKind.UNATTRIBUTED,
                    producer,
                    part.minute(),
                    Producer.WINDOW_MINUTES,
                    SHARE_UNIT,
                    percent,
                    settings.unattributedPercent(),
                    SHARE_SEVERITY);
            Episode opened = open(signal, producer, part);
            producer.unattributedEpisode = opened;
            findings.add(finding(
                    opened, Stage.OPEN, opened.openedAt(), GroupSentence.ofUnattributed(producer, percent, opened)));
        } else if (episode != null
                && part.millis() > episode.openedAt() // another of that minute would have its id
                && percent < RELIEF * settings.unattributedPercent()) {
            episode.close();
            producer.unattributedEpisode = null;
            findings.add(finding(
                    episode, Stage.CLOSED, part.millis(), GroupSentence.ofUnattributedNoLonger(producer, episode)));
        }
    }

    private static void judgeSilences(ProducerBook book, ProducerPart part, List<Finding> findings) {
        long now = book.now();
        for (Producer each : book.all()) {
            long silence = now - each.newestMinute();
            long most = Math.max(LEAST_GAP, GAP_FACTOR * each.usualSilence());
            if (each.gap != null
                    || silence <= most
                    || each.age(each.newestMinute()) < LEAST_AGE
                    || each.name().isEmpty()) {
                continue;
            }
            long peers = book.all().stream()
                    .filter(peer -> peer.speaks(each.newestMinute(), now))
                    .count();
            if (peers >= LEAST_PEERS) {
                var signal = signal(
                        AlertKind.METER_GAP,
                        each,
                        now,
                        (int) Math.min(silence, Integer.MAX_VALUE),
                        GAP_UNIT,
                        (double) silence,
                        (double) most,
                        GAP_SEVERITY);
                Episode opened = open(signal, each, part);
                each.gap = opened;
                book.changed(each);
                findings.add(
                        finding(opened, Stage.OPEN, opened.openedAt(), GroupSentence.ofGap(each, silence, peers, now)));
            }
        }
    }

    private static Finding closeGap(Producer producer, ProducerPart part) {
        Episode episode = producer.gap;
        if (episode == null) {
            throw new IllegalStateException("no gap to close");
        }
        episode.close();
        producer.gap = null;
        long silence = part.minute() - producer.newestMinute();
        return finding(
                episode, Stage.CLOSED, part.millis(), GroupSentence.ofGapNoLonger(producer, silence, part.millis()));
    }

    private static Signal signal(
            AlertKind kind,
            Producer producer,
            long minute,
            int windowMinutes,
            String unit,
            double observed,
            double threshold,
            int severity) {
        double expected = kind == AlertKind.METER_GAP ? producer.usualSilence() : 0;
        return new Signal(
                kind,
                producer.name(),
                minute,
                windowMinutes,
                unit,
                observed,
                expected,
                threshold,
                severity,
                CONFIDENCE);
    }

    private static Episode open(Signal signal, Producer producer, ProducerPart part) {
        Usage usage = GroupFinding.usage(
                part.lastEventId(),
                TimeUnit.MINUTES.toMillis(signal.minute()),
                Producer.group(producer.name()),
                false,
                part.lastEvent());
        Episode episode = Episode.open(signal, usage);
        episode.continueWith(signal, usage, signal.severity(), true);
        return episode;
    }

    private static Finding finding(Episode episode, Stage stage, long raisedAt, String explanation) {
        Peak peak = episode.peak();
        return GroupFinding.of(episode, stage, peak, raisedAt, peak.position().offset(), List.of(), explanation);
    }
}

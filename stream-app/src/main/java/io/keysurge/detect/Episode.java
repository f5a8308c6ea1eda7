// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.detect.Verdict.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time in which an identity does not behave like itself. It goes on while signs keep coming and closes
 * after half a day of the identity's own time without one.
 */
final class Episode {

    private static final int MOST_SAMPLES = 3;
    private static final int ID_BYTES = 16;
    private static final int SEVERE = 4;
    /** How much larger than announced a severe episode must be to be spoken of again. */
    private static final double NOTABLE_GROWTH = 1.65;
    /** After so long without a sign, a severe one is worth saying again although the episode is open. */
    private static final int AGAIN_MINUTES = 240;

    private final String id;
    private final AlertKind kind;
    private final @Nullable String subject;
    private final long openedAt;
    private final EnumSet<AlertKind> related = EnumSet.noneOf(AlertKind.class);
    private final List<String> sampleEventIds = new ArrayList<>(MOST_SAMPLES);
    private int revision;
    private int severity;
    private double announcedRatio;
    private long lastMinute;
    private boolean announcedClosed;
    private Peak peak;

    private Episode(String id, AlertKind kind, @Nullable String subject, long openedAt, long lastMinute, Peak peak) {
        this.id = id;
        this.kind = kind;
        this.subject = subject;
        this.openedAt = openedAt;
        this.lastMinute = lastMinute;
        this.peak = peak;
    }

    static Episode open(Signal signal, Usage usage) {
        return new Episode(
                id(usage.identityId(), signal.kind(), signal.subject(), signal.minute()),
                signal.kind(),
                signal.subject(),
                Peak.of(signal, usage).raisedAt(),
                signal.minute(),
                Peak.of(signal, usage));
    }

    /** The same identity, kind, subject and opening minute give the same id, on every run. */
    static String id(String identityId, AlertKind kind, @Nullable String subject, long openingMinute) {
        String text = String.join("\0", identityId, kind.name(), subject == null ? "" : subject, "" + openingMinute);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes one more sign in.
     *
     * @return true when people should hear of it: the episode is new, more severe or much larger than announced, or
     *     goes on after it was announced closed
     */
    boolean continueWith(Signal signal, Usage usage, int severityNow) {
        boolean severe = severityNow >= SEVERE;
        boolean grown = severe && signal.ratio() > announcedRatio * NOTABLE_GROWTH;
        boolean again = severe && signal.minute() - lastMinute > AGAIN_MINUTES;
        return continueWith(signal, usage, severityNow, grown || again);
    }

    /** The same, where the judge says whether there is something worth saying again. */
    boolean continueWith(Signal signal, Usage usage, int severityNow, boolean worthSaying) {
        lastMinute = Math.max(lastMinute, signal.minute());
        related.addAll(signal.related());
        if (sampleEventIds.size() < MOST_SAMPLES) {
            sampleEventIds.add(usage.eventId());
        }
        if (signal.ratio() >= peak.signal().ratio()) {
            peak = Peak.of(signal, usage);
        }
        boolean news = severityNow > severity || announcedClosed || worthSaying;
        severity = Math.max(severity, severityNow);
        announcedClosed = false;
        if (news) {
            revision++;
            announcedRatio = Math.max(announcedRatio, signal.ratio());
        }
        return news;
    }

    /** Takes in a sign of another kind that is part of the same story: the episode goes on, nothing new is said. */
    void alsoSaw(Signal signal) {
        lastMinute = Math.max(lastMinute, signal.minute());
        related.add(signal.kind());
    }

    /** Other kinds whose signs belong to this episode, in the order of their names. */
    List<AlertKind> related() {
        return related.stream().filter(each -> each != kind).toList();
    }

    AlertKind kind() {
        return kind;
    }

    /** Marks the episode as announced closed. */
    void close() {
        announcedClosed = true;
        revision++;
    }

    boolean isAbout(AlertKind otherKind, @Nullable String otherSubject) {
        return kind == otherKind && Objects.equals(subject, otherSubject);
    }

    String id() {
        return id;
    }

    /** What it is about; empty when the identity as a whole. */
    String subject() {
        return subject == null ? "" : subject;
    }

    long openedAt() {
        return openedAt;
    }

    int revision() {
        return revision;
    }

    int severity() {
        return severity;
    }

    long lastMinute() {
        return lastMinute;
    }

    boolean announcedClosed() {
        return announcedClosed;
    }

    Peak peak() {
        return peak;
    }

    List<String> sampleEventIds() {
        return List.copyOf(sampleEventIds);
    }

    void write(StateWriter out) {
        out.text(id);
        out.text(kind.name());
        out.text(subject);
        out.number(openedAt);
        out.number(revision);
        out.number(severity);
        out.number(lastMinute);
        out.number(announcedClosed ? 1 : 0);
        out.real(announcedRatio);
        out.number(related.size());
        related.forEach(each -> out.text(each.name()));
        peak.write(out);
        out.number(sampleEventIds.size());
        sampleEventIds.forEach(out::text);
    }

    static Episode read(StateReader in) {
        return read(in, true);
    }

    /** Reads what was written before related kinds were remembered. */
    static Episode readFirstLayout(StateReader in) {
        return read(in, false);
    }

    private static Episode read(StateReader in, boolean newestLayout) {
        String id = in.name();
        AlertKind kind = AlertKind.valueOf(in.name());
        String subject = in.text();
        long openedAt = in.number();
        int revision = in.count();
        int severity = in.count();
        long lastMinute = in.number();
        boolean announcedClosed = in.number() == 1;
        double announcedRatio = newestLayout ? in.real() : 0;
        EnumSet<AlertKind> kinds = newestLayout ? readKinds(in) : EnumSet.noneOf(AlertKind.class);
        var episode = new Episode(id, kind, subject, openedAt, lastMinute, Peak.read(kind, subject, in, newestLayout));
        episode.revision = revision;
        episode.severity = severity;
        episode.announcedClosed = announcedClosed;
        episode.announcedRatio =
                newestLayout ? announcedRatio : episode.peak.signal().ratio();
        episode.related.addAll(kinds);
        int samples = in.count();
        for (int i = 0; i < samples; i++) {
            episode.sampleEventIds.add(in.name());
        }
        return episode;
    }

    private static EnumSet<AlertKind> readKinds(StateReader in) {
        EnumSet<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            kinds.add(AlertKind.valueOf(in.name()));
        }
        return kinds;
    }
}

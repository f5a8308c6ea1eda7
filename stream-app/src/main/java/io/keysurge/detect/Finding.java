// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of one episode, with the evidence it rests on.
 *
 * @param alertId stable id of the episode, 32 hexadecimal digits
 * @param revision 1 for the opening one, growing by 1
 * @param stage where the episode is in its life
 * @param kind what was noticed
 * @param subject what it is about within the identity; null when the identity as a whole
 * @param severity 1 to 5
 * @param confidence 0 to 1
 * @param raisedAt event time of the usage behind this revision, milliseconds since 1970
 * @param openedAt event time of the usage that opened the episode
 * @param window what was judged, minutes since 1970
 * @param measure what was seen against what was usual
 * @param baseline what the judgement rests on
 * @param credential the credential in use; null when producers do not say
 * @param shares the last hours' largest models, applications, origins and token kinds
 * @param costPerHourNanos what the excess costs per hour in billionths of currency; negative when no price is known
 * @param currency ISO 4217 code; null when no price is known
 * @param seriesStart minute since 1970 with which the series begins
 * @param series tokens of the last 60 minutes, oldest first
 * @param usualPeak the week's largest burst, tokens per minute
 * @param spikeThreshold tokens per minute a burst has to exceed; negative while warming up
 * @param firstOffset offset of the first event of the window
 * @param lastEventId id of the event behind this revision
 * @param lastEvent where that event is
 * @param sampleEventIds ids of a few events of the episode
 * @param affected identities that a finding about a source or a group concerns; empty for one about an identity
 * @param related other kinds whose signs belong to the same story
 * @param explanation one sentence that a person can read aloud
 */
public record Finding(
        String alertId,
        int revision,
        Stage stage,
        AlertKind kind,
        @Nullable String subject,
        int severity,
        double confidence,
        long raisedAt,
        long openedAt,
        Window window,
        Measure measure,
        Baseline baseline,
        @Nullable Credential credential,
        List<Share> shares,
        double costPerHourNanos,
        @Nullable String currency,
        long seriesStart,
        List<Long> series,
        double usualPeak,
        double spikeThreshold,
        long firstOffset,
        String lastEventId,
        Position lastEvent,
        List<String> sampleEventIds,
        List<String> affected,
        List<AlertKind> related,
        String explanation) {

    /** Where an episode is in its life. */
    public enum Stage {
        /** Just began. */
        OPEN,
        /** Became more severe, or goes on after it was announced closed. */
        ESCALATED,
        /** Quiet for {@link DetectionSettings#quietMinutes} of the identity's own time. */
        CLOSED
    }

    /** Minutes since 1970: the first, and the first after. */
    public record Window(long firstMinute, long endMinute) {}

    /** What was seen against what was usual, in unit. */
    public record Measure(
            String unit, double observed, double expected, double threshold, double ratio, double score) {}

    /** Active days known (0 to 7), minute of the first usage, and whether too little is known. */
    public record Baseline(int days, long sinceMinute, boolean warming) {}

    /**
     * How much one value of a dimension holds.
     *
     * @param dimension model, application, origin or token_kind
     * @param value the model, application, origin or token kind
     * @param tokens tokens in the clock hour under way and the one before; for token_kind in the last 60 minutes
     * @param part tokens as part of all tokens whose value of the dimension is known, 0 to 1
     */
    public record Share(String dimension, String value, long tokens, double part) {}
}

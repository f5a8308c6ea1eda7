// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Log;
import io.keysurge.alerts.NoSuchAlertException;
import io.keysurge.alerts.Tailed;
import io.keysurge.cases.Milestones.Reached;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One incident as it is told.
 *
 * @param incident what the topics hold of it
 * @param first the first event of the window that opened the alert
 * @param milestones the times that a post-mortem asks for
 * @param reached those that were reached, with what was consumed before and after
 * @param steps everything that happened, in order, with what was consumed before and after
 * @param usageUntil append time until which usage was read
 * @param total what the identities consumed from the first event on, in what was read
 */
public record CaseReport(
        Incident incident,
        FirstEvent first,
        Milestones milestones,
        List<Stage> reached,
        List<Step> steps,
        Instant usageUntil,
        Consumed total) {

    /** For so long after the last record of the incident usage is read: it shows whether an action held. */
    public static final Duration AFTERMATH = Duration.ofHours(1);

    public CaseReport {
        reached = List.copyOf(reached);
        steps = List.copyOf(steps);
    }

    /**
     * A milestone that was reached.
     *
     * @param before consumed from the first event to it, by event time
     * @param after consumed from then on, in what was read
     */
    public record Stage(String name, Instant at, Consumed before, Consumed after) {}

    /**
     * A moment, and what was consumed around it.
     *
     * @param before from the first event to the moment, by event time, the moment included
     * @param after from the moment on, in what was read
     */
    public record Step(Moment moment, Consumed before, Consumed after) {}

    /**
     * Gathers and counts.
     *
     * @param id the alert_id of any alert of it, or 8 or more of its first characters
     * @param now the time: usage is read until then at most
     * @throws NoSuchAlertException when there is no such alert, or more than one
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer or has no such topic
     */
    public static CaseReport read(String id, Log log, Topics topics, Instant now) throws NoSuchAlertException {
        Incident incident = new IncidentReader(log, topics).read(id);
        CaseUsage usage = new CaseUsage(log.clients(), topics.usage().name());
        FirstEvent first = usage.first(incident.episode().first().value());
        List<Moment> moments = Chronicle.of(incident, first, topics);
        Milestones milestones = Milestones.of(incident, first);
        Instant aftermath = lastAppended(incident).plus(AFTERMATH);
        Instant end = aftermath.isBefore(now) ? aftermath : now;
        Meter meter = new Meter(Stream.concat(
                        moments.stream().map(Moment::at),
                        milestones.reached().stream().map(Reached::at))
                .toList());
        usage.meter(first, end, incident.identities(), meter);
        Consumed total = meter.total();
        List<Stage> reached = milestones.reached().stream()
                .map(each -> stage(each, meter.until(each.at()), total))
                .toList();
        List<Step> steps = moments.stream()
                .map(moment -> step(moment, meter.until(moment.at()), total))
                .toList();
        return new CaseReport(incident, first, milestones, reached, steps, end, total);
    }

    private static Stage stage(Reached milestone, Consumed before, Consumed total) {
        return new Stage(milestone.name(), milestone.at(), before, total.minus(before));
    }

    private static Step step(Moment moment, Consumed before, Consumed total) {
        return new Step(moment, before, total.minus(before));
    }

    private static Instant lastAppended(Incident incident) {
        Stream<Tailed<?>> records = Stream.of(
                        incident.episodes().stream().flatMap(episode -> episode.revisions().stream()),
                        incident.actions().stream())
                .flatMap(each -> each);
        return records.map(Tailed::appendedAt)
                .max(Comparator.naturalOrder())
                .map(Objects::requireNonNull)
                .orElseThrow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.Pace;
import io.keysurge.load.Receipt;
import io.keysurge.load.RecordPublisher;
import io.keysurge.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Plays a plan on a running house and watches what the detector and the sink make of it. */
public final class Demo {

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration CATCH_UP_PATIENCE = Duration.ofMinutes(2);
    private static final Duration OUTCOME_PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int EVENTS_BETWEEN_GLANCES = 2_000;

    private final Map<String, Object> clientSettings;
    private final Topics topics;
    private final String detectorGroup;
    private final DemoPlan plan;
    private final DemoVoice voice;
    private final InstantSource clock;
    private final Evidence evidence;
    private final Optional<Containment> containment;

    /**
     * A demo.
     *
     * @param clientSettings broker and registry settings
     * @param topics the topics of the house
     * @param detectorGroup the detector's consumer group
     * @param plan what to play
     * @param voice hears what happens
     * @param containment what a live sink adds; empty when the sink is in dry run
     * @param clock the clock on the wall
     */
    public Demo(
            Map<String, Object> clientSettings,
            Topics topics,
            String detectorGroup,
            DemoPlan plan,
            DemoVoice voice,
            Optional<Containment> containment,
            InstantSource clock) {
        this.containment = containment;
        this.clientSettings = Map.copyOf(clientSettings);
        this.topics = topics;
        this.detectorGroup = detectorGroup;
        this.plan = plan;
        this.voice = voice;
        this.clock = clock;
        this.evidence = new Evidence(plan);
    }

    /**
     * Plays it.
     *
     * @throws DemoException when the detector is not there or does not keep up
     * @throws io.keysurge.load.PublishingException when the broker or the registry fails
     */
    public DemoSummary run() {
        Instant begun = clock.instant();
        try (Readers readers = new Readers();
                DetectorGroup detector = new DetectorGroup(
                        clientSettings, detectorGroup, topics.usage().name());
                RecordPublisher<UsageEvent> usage = new RecordPublisher<>(
                        UsageEvent.class, clientSettings, topics.usage().name())) {
            awaitDetector(detector, readers);
            publishIdentities();
            containment.ifPresent(shown -> shown.prepare(plan.stories().stream()
                    .map(story -> story.victim().id())
                    .distinct()
                    .toList()));
            Instant historyBegun = clock.instant();
            long history = publishHistory(usage, readers);
            awaitCaughtUp(detector, readers, "the detector works through the history");
            double historySeconds = secondsSince(historyBegun);
            long live = playLive(usage, readers);
            awaitCaughtUp(detector, readers, "the detector finishes");
            awaitOutcomes(readers);
            readers.readToEnd();
            containment.ifPresent(shown -> show(shown, readers));
            return new DemoSummary(
                    plan.population().portraits().size(),
                    history,
                    live,
                    historySeconds,
                    secondsSince(begun),
                    evidence.alertCount(),
                    evidence.dryRunActions(),
                    containment.isPresent(),
                    evidence.outcomes(),
                    evidence.falseAlerts());
        }
    }

    private void awaitDetector(DetectorGroup detector, Readers readers) {
        boolean there = await(START_PATIENCE, detector::running, readers);
        if (!there) {
            throw new DemoException("No detector is running in consumer group " + detector.name()
                    + " (expected: a running house); see `./keysurge up`");
        }
    }

    private void publishIdentities() {
        try (RecordPublisher<IdentityRecord> identities = new RecordPublisher<>(
                IdentityRecord.class, clientSettings, topics.identities().name())) {
            var records = plan.population().registry();
            voice.step("Registering " + records.size() + " of "
                    + plan.population().portraits().size() + " identities");
            records.forEach(record -> identities.publish(record.getIdentityId(), record, new MustArrive("")));
            identities.flush();
        }
    }

    private long publishHistory(RecordPublisher<UsageEvent> usage, Readers readers) {
        voice.step("Five days of ordinary life, from " + plan.historyFrom() + " to " + plan.liveFrom());
        double span = Duration.between(plan.historyFrom(), plan.liveFrom()).toMillis();
        Iterator<UsageEvent> events = plan.history();
        long count = 0;
        while (events.hasNext()) {
            UsageEvent event = events.next();
            publish(usage, event);
            if (++count % EVENTS_BETWEEN_GLANCES == 0) {
                readers.read(Duration.ZERO);
                double part = Duration.between(plan.historyFrom(), event.getOccurredAt())
                                .toMillis()
                        / span;
                voice.progress("history", count, part);
            }
        }
        usage.flush();
        return count;
    }

    private void awaitCaughtUp(DetectorGroup detector, Readers readers, String what) {
        long[] first = {-1};
        boolean caughtUp = await(
                CATCH_UP_PATIENCE,
                () -> {
                    long lag = detector.lag();
                    first[0] = Math.max(first[0], lag);
                    voice.progress(what, first[0] - lag, first[0] <= 0 ? 1 : 1 - (double) lag / first[0]);
                    return lag <= 0;
                },
                readers);
        if (!caughtUp) {
            throw new DemoException("The detector is still " + detector.lag() + " events behind after "
                    + CATCH_UP_PATIENCE.toSeconds() + " s (expected: none); see its log");
        }
    }

    private long playLive(RecordPublisher<UsageEvent> usage, Readers readers) {
        Instant begun = clock.instant();
        Instant end = begun.plus(DemoPlan.LIVE_ON_THE_CLOCK);
        double factor =
                (double) Duration.between(plan.liveFrom(), end).toMillis() / DemoPlan.LIVE_ON_THE_CLOCK.toMillis();
        Pace pace = Pace.from(plan.liveFrom(), begun, factor, clock);
        voice.step(
                "Now live: the last " + Duration.between(plan.liveFrom(), end).toMinutes() + " minutes up to now, in "
                        + DemoPlan.LIVE_ON_THE_CLOCK.toSeconds() + " seconds, with three stories");
        plan.stories().forEach(story -> voice.step("  " + story.title() + ": " + story.telling()));
        Iterator<UsageEvent> events = plan.live(end);
        long count = 0;
        while (events.hasNext()) {
            UsageEvent event = events.next();
            while (!pace.waitFor(event.getOccurredAt()).isZero()) {
                readers.read(GLANCE);
                double part = (double) Duration.between(begun, clock.instant()).toMillis()
                        / DemoPlan.LIVE_ON_THE_CLOCK.toMillis();
                voice.progress("live", count, part);
            }
            if (containment
                    .filter(shown -> !shown.mayCall(event.getIdentityId(), clock.instant()))
                    .isPresent()) {
                continue;
            }
            publish(usage, event);
            count++;
        }
        usage.flush();
        containment.ifPresent(Containment::tellRefusals);
        return count;
    }

    private void awaitOutcomes(Readers readers) {
        await(OUTCOME_PATIENCE, () -> evidence.outcomes().stream().allMatch(StoryOutcome::passed), readers);
    }

    private void show(Containment shown, Readers readers) {
        await(OUTCOME_PATIENCE, () -> evidence.containedSuspension().isPresent(), readers);
        shown.show(evidence.containedSuspension());
    }

    /** Reads on until the condition holds; false when it does not within the patience. */
    private boolean await(Duration patience, BooleanSupplier condition, Readers readers) {
        Instant deadline = clock.instant().plus(patience);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(deadline)) {
                return false;
            }
            readers.read(Duration.ofMillis(100));
        }
        return true;
    }

    private void publish(RecordPublisher<UsageEvent> usage, UsageEvent event) {
        usage.publish(event.getIdentityId(), event, new MustArrive(event.getIdentityId()));
    }

    private double secondsSince(Instant instant) {
        return Duration.between(instant, clock.instant()).toMillis() / 1_000.0;
    }

    /** Everything the demo publishes fits; what does not is a fault that must show. */
    private final class MustArrive implements Receipt {
        private final String identity;

        MustArrive(String identity) {
            this.identity = identity;
        }

        @Override
        public void appended(RecordMetadata where) {
            evidence.appended(identity, where);
        }

        @Override
        public void refused(String why) {
            voice.warning("An event of " + identity + " was not published: " + why);
        }
    }

    /** The alerts and the actions from here on, read in turns. */
    private final class Readers implements AutoCloseable {
        private final TopicTail<Alert> alerts;
        private final TopicTail<ActionRecord> actions;

        Readers() {
            alerts =
                    new TopicTail<>(Alert.class, clientSettings, topics.alerts().name(), voice::warning);
            try {
                actions = new TopicTail<>(
                        ActionRecord.class, clientSettings, topics.actions().name(), voice::warning);
            } catch (RuntimeException e) {
                alerts.close();
                throw e;
            }
        }

        void read(Duration patience) {
            for (Tailed<Alert> alert : alerts.poll(patience)) {
                if (evidence.add(alert, clock.instant())) {
                    voice.alert(alert);
                }
            }
            for (Tailed<ActionRecord> action : actions.poll(patience)) {
                if (evidence.add(action.value())) {
                    voice.action(action);
                }
            }
        }

        /** Reads everything that is committed by now, so that no false alert is missed. */
        void readToEnd() {
            Map<TopicPartition, Long> alertEnds = alerts.ends();
            Map<TopicPartition, Long> actionEnds = actions.ends();
            Instant deadline = clock.instant().plus(OUTCOME_PATIENCE);
            while (!alerts.reached(alertEnds) || !actions.reached(actionEnds)) {
                if (clock.instant().isAfter(deadline)) {
                    throw new DemoException("The alerts topic could not be read to its end within "
                            + OUTCOME_PATIENCE.toSeconds() + " s (expected: a few milliseconds); see the broker's log");
                }
                read(GLANCE);
            }
        }

        @Override
        public void close() {
            alerts.close();
            actions.close();
        }
    }
}

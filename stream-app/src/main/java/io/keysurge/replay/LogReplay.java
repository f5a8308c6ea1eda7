// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.contract.Alert;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.history.AttemptOrder;
import io.keysurge.history.Hearer;
import io.keysurge.history.Retelling;
import io.keysurge.history.Span;
import io.keysurge.translate.AlertTranslation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the log again in one or more ways at once, partition beside partition: each record is read and decoded once.
 *
 * <p>Always from the beginning of the log, since what an identity is measured by is what it did before; a span only says
 * which alerts are kept. Identities, sources and partitions are judged; groups of identities are not, since the running
 * detector tells those of sums.
 */
public final class LogReplay {

    private static final Comparator<Alert> BY_TIME = Comparator.comparing(Alert::getRaisedAt)
            .thenComparing(Alert::getIdentityId)
            .thenComparing(Alert::getAlertId)
            .thenComparing(Alert::getRevision);

    private final List<Way> ways;
    private final Span span;
    private final Set<String> identities;
    private final long now;
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * One way to judge.
     *
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     * @param registry what is said of identities, whatever the log's registry says; null for what that says
     */
    public record Way(
            DetectionSettings settings,
            AlertTranslation translation,
            @Nullable List<IdentityRecord> registry) {}

    /** What came of one way: the alerts of the span in order of event time, and what became of all events. */
    public static final class Outcome {

        private final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
        private final List<Tried> tried = Collections.synchronizedList(new ArrayList<>());
        private final Tally tally = new Tally();
        private long identities;

        /** Revisions of alerts in order of event time. */
        public List<Alert> alerts() {
            return alerts;
        }

        /** What became of the events. */
        public Tally tally() {
            return tally;
        }

        /** Identities seen. */
        public long identities() {
            return identities;
        }

        private synchronized void add(Replay replay) {
            tally.add(replay.tally());
            identities += replay.identities();
        }
    }

    /** Told of each attempt at a key, way after way. */
    @FunctionalInterface
    interface AttemptWatch {
        /**
         * An attempt was judged.
         *
         * @param tried keys that its source has tried so far, as they are counted
         * @param raised revisions of alerts that it caused
         */
        void judged(Attempt attempt, int tried, List<Alert> raised);
    }

    /** A call that tried a key, and when the broker appended it. */
    private record Tried(Attempt attempt, long appendedAt) {}

    /**
     * A replay to run once.
     *
     * @param ways how to judge
     * @param span of which event time alerts are kept
     * @param identities whose alerts are kept; empty for everybody's, and only then those about sources
     * @param now the time, milliseconds since 1970: who is silent by then is believed silent
     */
    public LogReplay(List<Way> ways, Span span, Set<String> identities, long now) {
        this.ways = List.copyOf(ways);
        this.span = span;
        this.identities = Set.copyOf(identities);
        this.now = now;
        ways.forEach(way -> outcomes.add(new Outcome()));
    }

    /**
     * Judges.
     *
     * @return what came of each way, in their order
     * @throws InterruptedException when the thread was interrupted
     */
    public List<Outcome> run(Retelling log) throws InterruptedException {
        return run(log, (attempt, tried, raised) -> {});
    }

    /** The same, and somebody watches the sources being judged. */
    List<Outcome> run(Retelling log, AttemptWatch watch) throws InterruptedException {
        log.run(Lane::new);
        AttemptOrder order = log.attemptOrder();
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            Outcome outcome = outcomes.get(i);
            if (identities.isEmpty()) {
                judgeSources(way, outcome, order, watch);
            }
            outcome.alerts.sort(BY_TIME);
        }
        return List.copyOf(outcomes);
    }

    private void judgeSources(Way way, Outcome outcome, AttemptOrder order, AttemptWatch watch) {
        var sources = new SourceReplay(way.settings(), way.translation());
        outcome.tried.stream()
                .sorted(Comparator.<Tried>comparingInt(
                                each -> order.placeOf(each.attempt().position()))
                        .thenComparingLong(Tried::appendedAt))
                .forEach(each -> {
                    List<Alert> raised = sources.judge(each.attempt(), each.appendedAt());
                    watch.judged(each.attempt(), sources.tried(each.attempt().source()), raised);
                    keep(outcome, raised);
                });
        keep(outcome, sources.announceSilences(now));
        outcome.tried.clear();
    }

    private void keep(Outcome outcome, List<Alert> alerts) {
        for (Alert alert : alerts) {
            if (span.includes(alert.getRaisedAt())) {
                outcome.alerts.add(alert);
            }
        }
    }

    /** One partition, judged in every way. */
    private final class Lane implements Hearer {

        private final String topicOfUsage;
        private final int partition;
        private final List<Replay> replays = new ArrayList<>();
        private long appendedAt;

        Lane(String topicOfUsage, int partition) {
            this.topicOfUsage = topicOfUsage;
            this.partition = partition;
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                Outcome outcome = outcomes.get(i);
                var replay = new Replay(
                        way.settings(),
                        way.translation(),
                        attempt -> outcome.tried.add(new Tried(attempt, appendedAt)));
                if (way.registry() != null) {
                    way.registry().forEach(replay::register);
                }
                replays.add(replay);
            }
        }

        @Override
        public void hear(AboutIdentity about, long at, Position position) {
            appendedAt = at;
            for (int i = 0; i < replays.size(); i++) {
                if (!(about instanceof Registered) || ways.get(i).registry() == null) {
                    keep(
                            outcomes.get(i),
                            replays.get(i).hear(about, at, offset -> new Position(topicOfUsage, partition, offset)));
                }
            }
        }

        @Override
        public void end() {
            for (int i = 0; i < replays.size(); i++) {
                Outcome outcome = outcomes.get(i);
                keep(outcome, replays.get(i).announceSilences(now));
                outcome.add(replays.get(i));
            }
        }
    }
}

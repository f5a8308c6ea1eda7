// SPDX-License-Identifier: Apache-2.0
package io.keysurge.timeline;

import io.keysurge.alerts.Log;
import io.keysurge.alerts.Tailed;
import io.keysurge.cases.Moment;
import io.keysurge.cases.Moment.Kind;
import io.keysurge.cases.Moments;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.history.Retelling;
import io.keysurge.history.Retelling.Progress;
import io.keysurge.identities.Changes.Change;
import io.keysurge.prices.PriceTable;
import io.keysurge.replay.Replay;
import io.keysurge.topics.Topics;
import io.keysurge.translate.AlertTranslation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the story of one identity from the topics. Of the log nothing is kept but what is told of it. */
public final class TimelineReader {

    private final Log log;
    private final Topics topics;
    private final DetectionSettings settings;
    private final PriceTable prices;
    private final Progress progress;

    /**
     * A reader of an installation.
     *
     * @param settings every number that judgement depends on, as the running detector has them
     * @param prices what calls cost whose cost no producer stated
     * @param progress told from time to time how much of the usage was read
     */
    public TimelineReader(Log log, Topics topics, DetectionSettings settings, PriceTable prices, Progress progress) {
        this.log = log;
        this.topics = topics;
        this.settings = settings;
        this.prices = prices;
        this.progress = progress;
    }

    /**
     * Reads it. All usage of the identity is read, also what was before: the detector knew it.
     *
     * @throws InterruptedException when the thread was interrupted
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer or lacks a topic
     */
    public Timeline read(Timeline.Question question) throws InterruptedException {
        List<Listener> heard = listen(question);
        UseBook uses = new UseBook(question);
        heard.forEach(listener -> uses.add(listener.uses()));
        List<Moment> moments = new ArrayList<>();
        heard.forEach(listener -> moments.addAll(listener.moments()));
        addAlerts(question, moments);
        addExposures(question, moments);
        addActions(question, moments);
        addRegistry(question, moments);
        moments.removeIf(moment -> !question.includes(moment.at()));
        moments.sort(Comparator.comparing(Moment::at).thenComparing(Moment::kind));
        return new Timeline(
                question,
                uses.uses(),
                moments,
                heard.stream()
                        .map(Listener::firstUse)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                heard.stream()
                        .map(Listener::lastUse)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private List<Listener> listen(Timeline.Question question) throws InterruptedException {
        String usage = topics.usage().name();
        var translation = new AlertTranslation(DetectionMode.REPLAY, "0".repeat(16));
        var heard = new ConcurrentLinkedQueue<Listener>();
        new Retelling(
                        log.clients(),
                        topics,
                        new Retelling.Question(usage, Set.of(question.identity()), prices),
                        progress)
                .run((usageTopic, partition) -> {
                    var replay = new Replay(settings, translation, attempt -> {});
                    var listener = new Listener(question, usageTopic, partition, replay, settings);
                    heard.add(listener);
                    return listener;
                });
        return List.copyOf(heard);
    }

    private void addAlerts(Timeline.Question question, List<Moment> moments) {
        String topic = topics.alerts().name();
        log.read(Alert.class, topic, alert -> {
            if (alert.value().getIdentityId().equals(question.identity())
                    || alert.value().getAffectedIdentities().contains(question.identity())) {
                moments.add(Moments.of(alert, topic, question.identity()));
            }
        });
    }

    private void addExposures(Timeline.Question question, List<Moment> moments) {
        String topic = topics.exposures().name();
        log.read(ExposureReport.class, topic, report -> {
            if (report.value().getIdentityId().equals(question.identity())) {
                moments.add(Moments.ofExposure(report, topic));
            }
        });
    }

    private void addActions(Timeline.Question question, List<Moment> moments) {
        String topic = topics.actions().name();
        log.read(ActionRecord.class, topic, action -> {
            if (action.value().getIdentityId().equals(question.identity())) {
                moments.add(Moments.ofAction(action, topic));
            }
        });
    }

    private void addRegistry(Timeline.Question question, List<Moment> moments) {
        String topic = topics.identities().name();
        List<Tailed<IdentityRecord>> records = new ArrayList<>();
        log.read(IdentityRecord.class, topic, record -> {
            if (record.value().getIdentityId().equals(question.identity())) {
                records.add(record);
            }
        });
        Tailed<IdentityRecord> before = null;
        for (Tailed<IdentityRecord> record : records) {
            moments.add(registered(before, record, topic));
            before = record;
        }
    }

    private static Moment registered(
            @Nullable Tailed<IdentityRecord> before, Tailed<IdentityRecord> record, String topic) {
        IdentityRecord identity = record.value();
        Instant at = record.appendedAt();
        String place = Moment.place(topic, record.partition(), record.offset());
        if (before == null) {
            String who = Stream.of(identity.getOwner(), identity.getBusinessUnit(), identity.getEnvironment())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            return new Moment(at, at, Kind.REGISTRY, "registered", who, place);
        }
        Map<String, String> fields = new Change<>(before.value(), identity).fields();
        return new Moment(
                at,
                at,
                Kind.REGISTRY,
                fields.isEmpty() ? "registered again, unchanged" : "registry changed",
                fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("; ")),
                place);
    }
}

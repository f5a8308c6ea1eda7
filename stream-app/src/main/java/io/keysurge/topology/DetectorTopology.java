// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.ActionAdmission;
import io.keysurge.admission.ExposureAdmission;
import io.keysurge.admission.IdentityAdmission;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.GroupSettings;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.state.HeapShare;
import io.keysurge.state.Stores;
import io.keysurge.topics.Topics;
import io.keysurge.translate.AlertTranslation;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * The data flow, top to bottom: identities, exposed credentials, actions of the sink and usage are admitted; usage is judged and leaves as alerts; calls
 * that tried a key are judged by their source; what is refused leaves as it came.
 *
 * <p>Usage and identities are co-partitioned by identity, so one task sees all of one identity. Windows are not the
 * DSL's: those follow a clock that all identities of a partition share, and one event dated ahead would make
 * everybody else's late. Here each identity has its own clock.
 */
public final class DetectorTopology {

    private final Topics topics;
    private final Map<String, ?> serdeSettings;
    private final Engine engine;
    private final AlertTranslation translation;
    private final DetectionSettings settings;
    private final GroupSettings groupSettings;
    private final SpendSettings spend;
    private final HeapShare profilesOnHeap;
    private final UsageMeter meter;

    /**
     * A topology to build.
     *
     * @param topics where to read and write
     * @param serdeSettings settings of the Avro serdes and the registry client
     * @param settings every number that judgement depends on
     * @param translation how findings become alerts
     * @param groupSettings every number that judgement of groups depends on
     * @param spend whether and how roll-ups of spend are kept
     * @param profilesOnHeap how much heap decoded profiles may take
     * @param meter counts what happens to usage
     */
    public DetectorTopology(
            Topics topics,
            Map<String, ?> serdeSettings,
            DetectionSettings settings,
            AlertTranslation translation,
            GroupSettings groupSettings,
            SpendSettings spend,
            HeapShare profilesOnHeap,
            UsageMeter meter) {
        this.topics = topics;
        this.serdeSettings = serdeSettings;
        this.settings = settings;
        this.engine = new Engine(settings);
        this.translation = translation;
        this.groupSettings = groupSettings;
        this.spend = spend;
        this.profilesOnHeap = profilesOnHeap;
        this.meter = meter;
    }

    /** The topology. Every step, store and topic has an explicit name. */
    public Topology build() {
        var topology = new Topology();
        admitIdentities(topology);
        admitExposures(topology);
        admitActions(topology);
        admitUsage(topology);
        judgeUsage(topology);
        watchSources(topology);
        keepBudgets(topology);
        watchGroups(topology);
        writeAlerts(topology);
        writeSpend(topology);
        writeReviews(topology);
        writeRejected(topology);
        return topology;
    }

    private void admitIdentities(Topology topology) {
        topology.addSource(
                        Steps.READ_IDENTITIES,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.identities().name())
                .addProcessor(
                        Steps.ADMIT_IDENTITY,
                        () -> new Admit(() -> new IdentityAdmission(deserializer(IdentityRecord.class)), meter),
                        Steps.READ_IDENTITIES);
    }

    private void admitExposures(Topology topology) {
        topology.addSource(
                        Steps.READ_EXPOSURES,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.exposures().name())
                .addProcessor(
                        Steps.ADMIT_EXPOSURE,
                        () -> new Admit(() -> new ExposureAdmission(deserializer(ExposureReport.class)), meter),
                        Steps.READ_EXPOSURES);
    }

    /** Keyed by action and not by identity, so by way of a topic; and refused apart, which keeps the two parts two. */
    private void admitActions(Topology topology) {
        topology.addSource(
                        Steps.READ_ACTIONS,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.actions().name())
                .addProcessor(
                        Steps.ADMIT_ACTION,
                        () -> new AdmitAction(() -> new ActionAdmission(deserializer(ActionRecord.class)), meter),
                        Steps.READ_ACTIONS)
                .addSink(
                        Steps.WRITE_REVOCATIONS,
                        topics.revocations().name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        Steps.ADMIT_ACTION)
                .addSink(
                        Steps.WRITE_REJECTED_ACTIONS,
                        topics.usageRejected().name(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        Steps.ADMIT_ACTION)
                .addSource(
                        Steps.READ_REVOCATIONS,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.revocations().name())
                .addProcessor(Steps.ADMIT_REVOCATION, () -> new AdmitRevocation(meter), Steps.READ_REVOCATIONS);
    }

    private void admitUsage(Topology topology) {
        topology.addSource(
                        Steps.READ_USAGE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.usage().name())
                .addProcessor(
                        Steps.ADMIT_USAGE,
                        () -> new Admit(
                                () -> new UsageAdmission(deserializer(UsageEvent.class), spend.prices()), meter),
                        Steps.READ_USAGE);
    }

    private <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return AvroSerdes.forValues(type, serdeSettings).deserializer();
    }

    private void judgeUsage(Topology topology) {
        topology.addProcessor(
                        Steps.JUDGE_USAGE,
                        () -> new JudgeUsage(
                                engine, settings, translation, topics.usage().name(), books(), meter),
                        Steps.ADMIT_IDENTITY,
                        Steps.ADMIT_EXPOSURE,
                        Steps.ADMIT_REVOCATION,
                        Steps.ADMIT_USAGE)
                .addStateStore(Stores.identities(), Steps.JUDGE_USAGE)
                .addStateStore(Stores.profiles(profilesOnHeap), Steps.JUDGE_USAGE)
                .addStateStore(Stores.openEpisodes(), Steps.JUDGE_USAGE)
                .addStateStore(Stores.flood(), Steps.JUDGE_USAGE)
                .addStateStore(Stores.exposures(), Steps.JUDGE_USAGE)
                .addStateStore(Stores.revocations(), Steps.JUDGE_USAGE)
                .addStateStore(Stores.outbox(), Steps.JUDGE_USAGE);
    }

    private Bookkeeper.Setup books() {
        return new Bookkeeper.Setup(
                spend,
                settings.graceMinutes(),
                () -> AvroSerdes.forValues(SharedBudgets.class, serdeSettings),
                topics.budgets().name(),
                topics.usage().name(),
                meter);
    }

    /** In every instance as a whole: who judges an event has to know whether its group has a budget. */
    private void keepBudgets(Topology topology) {
        topology.addGlobalStore(
                Stores.sharedBudgets(),
                Steps.READ_BUDGETS,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.budgets().name(),
                Steps.KEEP_BUDGETS,
                KeepBudgets::new);
    }

    /** By group and not by identity, so by way of a topic: no task sees all of a group. */
    private void watchGroups(Topology topology) {
        topology.addSink(
                        Steps.WRITE_GROUPS,
                        topics.groups().name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        Steps.JUDGE_USAGE)
                .addSource(
                        Steps.READ_GROUPS,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.groups().name())
                .addProcessor(
                        Steps.WATCH_GROUP,
                        () -> new WatchGroup(settings, groupSettings, books(), translation, meter),
                        Steps.READ_GROUPS)
                .addStateStore(Stores.groups(), Steps.WATCH_GROUP)
                .addStateStore(Stores.producers(), Steps.WATCH_GROUP);
    }

    /** By source and not by identity, so by way of a topic: no key sees more than one call of a key checker. */
    private void watchSources(Topology topology) {
        topology.addSink(
                        Steps.WRITE_ATTEMPTS,
                        topics.attempts().name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        Steps.JUDGE_USAGE)
                .addSource(
                        Steps.READ_ATTEMPTS,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.attempts().name())
                .addProcessor(
                        Steps.WATCH_SOURCE, () -> new WatchSource(settings, translation, meter), Steps.READ_ATTEMPTS)
                .addStateStore(Stores.sources(), Steps.WATCH_SOURCE);
    }

    private void writeAlerts(Topology topology) {
        topology.addSink(
                Steps.WRITE_ALERTS,
                topics.alerts().name(),
                new StringSerializer(),
                AvroSerdes.forValues(Alert.class, serdeSettings).serializer(),
                Steps.JUDGE_USAGE,
                Steps.WATCH_SOURCE,
                Steps.WATCH_GROUP);
    }

    private void writeReviews(Topology topology) {
        topology.addSink(
                Steps.WRITE_REVIEWS,
                topics.reviews().name(),
                new StringSerializer(),
                AvroSerdes.forValues(ReviewRecord.class, serdeSettings).serializer(),
                Steps.JUDGE_USAGE,
                Steps.WATCH_GROUP);
    }

    private void writeSpend(Topology topology) {
        topology.addSink(
                Steps.WRITE_SPEND,
                topics.spend().name(),
                new StringSerializer(),
                AvroSerdes.forValues(SpendRollup.class, serdeSettings).serializer(),
                Steps.JUDGE_USAGE);
    }

    private void writeRejected(Topology topology) {
        topology.addSink(
                Steps.WRITE_REJECTED,
                topics.usageRejected().name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Steps.ADMIT_IDENTITY,
                Steps.ADMIT_EXPOSURE,
                Steps.ADMIT_USAGE,
                Steps.JUDGE_USAGE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.SpendRollup;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.Profile;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.state.HeapShare;
import io.keysurge.state.PackedState;
import io.keysurge.state.ProfileStore;
import io.keysurge.state.RocksDbMemory;
import io.keysurge.state.Stores;
import io.keysurge.topics.Topics;
import io.keysurge.translate.AlertTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The detector's topology between its topics, fed and read record by record. */
final class House implements AutoCloseable {

    static {
        Contracts.trust();
    }

    /** Room for two profiles: every third identity comes back from the store. */
    private static final long HEAP_BYTES = 5_000;

    final StubRegistry registry = new StubRegistry();
    final Topics topics = new Topics("test.");
    private final Serde<UsageEvent> usageSerde = AvroSerdes.forValues(UsageEvent.class, registry.settings());
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> usage;
    private final TestInputTopic<String, IdentityRecord> identities;
    private final TestInputTopic<String, ExposureReport> exposures;
    private final TestInputTopic<String, SharedBudgets> budgets;
    private final TestInputTopic<String, ActionRecord> actions;
    private final TestOutputTopic<String, Alert> alerts;
    private final TestOutputTopic<byte[], byte[]> rejected;
    private final TestOutputTopic<String, SpendRollup> rollups;
    private final TestOutputTopic<String, ReviewRecord> reviews;
    private final TestOutputTopic<byte[], byte[]> attempts;
    private long sequence;

    House() {
        this(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef"));
    }

    House(SpendSettings spend) {
        this(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef"), spend);
    }

    House(DetectionSettings settings, AlertTranslation translation) {
        this(settings, translation, SpendSettings.DEFAULTS);
    }

    House(DetectionSettings settings, AlertTranslation translation, SpendSettings spend) {
        var topology = new DetectorTopology(
                topics,
                registry.settings(),
                settings,
                translation,
                GroupSettings.DEFAULTS,
                spend,
                new HeapShare(HEAP_BYTES),
                UsageMeter.NONE);
        driver = new TopologyTestDriver(topology.build(), properties(), Instant.parse("2026-01-05T00:00:00Z"));
        usage = driver.createInputTopic(topics.usage().name(), new ByteArraySerializer(), new ByteArraySerializer());
        identities = driver.createInputTopic(
                topics.identities().name(),
                new StringSerializer(),
                AvroSerdes.forValues(IdentityRecord.class, registry.settings()).serializer());
        exposures = driver.createInputTopic(
                topics.exposures().name(),
                new StringSerializer(),
                AvroSerdes.forValues(ExposureReport.class, registry.settings()).serializer());
        budgets = driver.createInputTopic(
                topics.budgets().name(),
                new StringSerializer(),
                AvroSerdes.forValues(SharedBudgets.class, registry.settings()).serializer());
        actions = driver.createInputTopic(
                topics.actions().name(),
                new StringSerializer(),
                AvroSerdes.forValues(ActionRecord.class, registry.settings()).serializer());
        alerts = driver.createOutputTopic(
                topics.alerts().name(),
                new StringDeserializer(),
                AvroSerdes.forValues(Alert.class, registry.settings()).deserializer());
        reviews = driver.createOutputTopic(
                topics.reviews().name(),
                new StringDeserializer(),
                AvroSerdes.forValues(ReviewRecord.class, registry.settings()).deserializer());
        rollups = driver.createOutputTopic(
                topics.spend().name(),
                new StringDeserializer(),
                AvroSerdes.forValues(SpendRollup.class, registry.settings()).deserializer());
        attempts = driver.createOutputTopic(
                topics.attempts().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rejected = driver.createOutputTopic(
                topics.usageRejected().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/topology-test");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        properties.put(RocksDbMemory.BYTES, 1024 * 1024);
        properties.put("processing.exception.handler.global.enabled", true);
        return properties;
    }

    /** Publishes an event that the broker appends at the time at which it occurred. */
    void use(UsageEvent event) {
        use(event, event.getOccurredAt());
    }

    void use(UsageEvent event, Instant appended) {
        raw(event.getIdentityId().getBytes(StandardCharsets.UTF_8), bytes(event), appended);
    }

    void raw(byte @Nullable [] key, byte @Nullable [] value, Instant appended) {
        usage.pipeInput(key, value, appended);
    }

    byte[] bytes(UsageEvent event) {
        return usageSerde.serializer().serialize(topics.usage().name(), event);
    }

    void register(IdentityRecord identity) {
        register(identity.getIdentityId(), identity);
    }

    void register(String key, IdentityRecord identity) {
        identities.pipeInput(key, identity);
    }

    /** Publishes a report that the broker appends then. */
    void expose(ExposureReport report, Instant appended) {
        exposeAs(report.getIdentityId(), report, appended);
    }

    void exposeAs(String key, ExposureReport report, Instant appended) {
        exposures.pipeInput(key, report, appended);
    }

    /** Lets a group have budgets from now on; none when null. */
    void allow(String group, @Nullable SharedBudgets shared) {
        budgets.pipeInput(group, shared);
        passWallClock(Duration.ofSeconds(1));
    }

    /** Publishes a state of an action that the broker appends then. */
    void act(ActionRecord action, Instant appended) {
        actAs(action.getActionId(), action, appended);
    }

    void actAs(String key, @Nullable ActionRecord action, Instant appended) {
        actions.pipeInput(key, action, appended);
    }

    void unregister(String identityId) {
        identities.pipeInput(identityId, null);
    }

    void passWallClock(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    List<Alert> alerts() {
        return alerts.readValuesToList();
    }

    List<TestRecord<String, Alert>> alertRecords() {
        return alerts.readRecordsToList();
    }

    List<ReviewRecord> reviews() {
        return reviews.readValuesToList();
    }

    List<TestRecord<String, SpendRollup>> spend() {
        return rollups.readRecordsToList();
    }

    /** How many calls that tried a key were handed on to the task that watches their source. */
    long attempts() {
        return attempts.getQueueSize();
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return rejected.readRecordsToList();
    }

    @Nullable
    Profile profile(String identityId) {
        byte[] packed =
                ((ProfileStore) driver.getStateStore(Stores.PROFILES)).wrapped().get(identityId);
        return packed == null ? null : PackedState.profile(packed);
    }

    /** Keys of what is remembered of groups. */
    List<String> groups() {
        List<String> keys = new ArrayList<>();
        KeyValueStore<String, byte[]> groups = driver.getKeyValueStore(Stores.GROUPS);
        try (var all = groups.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    static String header(TestRecord<byte[], byte[]> rejected, String name) {
        return new String(rejected.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** A plain event, with an id of its own. */
    UsageEvent event(String identityId, Instant occurredAt, long tokens) {
        return UsageEvent.newBuilder()
                .setEventId("event-" + sequence++)
                .setOccurredAt(occurredAt)
                .setIdentityId(identityId)
                .setModel("model-a")
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .setRequestCount(Math.max(1, tokens / 1_000))
                .build();
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }
}

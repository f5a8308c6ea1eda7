// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.prices.PriceTable;
import io.keysurge.rollup.SpendSettings;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.state.HeapShare;
import io.keysurge.state.Outbox;
import io.keysurge.state.PackedState;
import io.keysurge.state.ProfileStore;
import io.keysurge.state.Stores;
import io.keysurge.translate.AlertTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** After an aborted transaction Kafka Streams closes the same processors, restores the stores and begins again. */
@DisplayName("A task that Kafka Streams revives")
class RevivedTaskTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");
    private static final byte[] KEY = "nhi-1".getBytes(StandardCharsets.UTF_8);

    private final HeapShare share = new HeapShare(1_000_000);
    private final StubRegistry registry = new StubRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void knows_only_what_the_restored_stores_know() {
        var judge = new JudgeUsage(
                new Engine(DetectionSettings.DEFAULTS),
                DetectionSettings.DEFAULTS,
                new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef"),
                "usage",
                new Bookkeeper.Setup(
                        SpendSettings.DEFAULTS,
                        DetectionSettings.DEFAULTS.graceMinutes(),
                        () -> AvroSerdes.forValues(SharedBudgets.class, registry.settings()),
                        "budgets",
                        "usage",
                        UsageMeter.NONE),
                UsageMeter.NONE);
        MockProcessorContext<Object, Object> aborted = context(share);
        judge.init(aborted);
        judge.process(usage("event-1", NOON.plusSeconds(3_600)));
        judge.close();
        aborted.getStateStore(Stores.PROFILES).close();

        MockProcessorContext<Object, Object> restored = context(share);
        judge.init(restored);
        judge.process(usage("event-1", NOON));

        assertThat(remembered(restored).newestMinute()).isEqualTo(NOON.getEpochSecond() / 60);
        KeyValueStore<String, byte[]> floods = restored.getStateStore(Stores.FLOOD);
        assertThat(PackedState.flood(floods.get("flood")).known()).isEqualTo(1);
        assertThat(restored.scheduledPunctuators()).hasSize(4);
        assertThat(share.each()).isEqualTo(1_000_000);
    }

    @Test
    void decodes_again() {
        var admit = new Admit(
                () -> new UsageAdmission(
                        AvroSerdes.forValues(UsageEvent.class, registry.settings())
                                .deserializer(),
                        PriceTable.NONE),
                UsageMeter.NONE);
        byte[] value;
        try (var serde = AvroSerdes.forValues(UsageEvent.class, registry.settings())) {
            value = serde.serializer().serialize("usage", event("event-1", NOON));
        }
        admit.init(context(share));
        admit.close();
        MockProcessorContext<Object, Object> revived = context(share);
        admit.init(revived);
        admit.process(new Record<>(KEY, value, NOON.toEpochMilli()));

        assertThat(revived.forwarded(Steps.JUDGE_USAGE)).hasSize(1);
        admit.close();
    }

    private static MockProcessorContext<Object, Object> context(HeapShare share) {
        var context = new MockProcessorContext<Object, Object>();
        context.setRecordMetadata("usage", 0, 7);
        context.setCurrentSystemTimeMs(NOON.toEpochMilli());
        add(context, new ProfileStore(inMemory(Stores.PROFILES, Serdes.ByteArray()), share));
        add(context, inMemory(Stores.IDENTITIES, Serdes.ByteArray()));
        add(context, inMemory(Stores.OPEN_EPISODES, Serdes.Long()));
        add(context, inMemory(Stores.FLOOD, Serdes.ByteArray()));
        add(context, inMemory(Stores.EXPOSURES, Serdes.ByteArray()));
        add(context, inMemory(Stores.SHARED_BUDGETS, Serdes.ByteArray()));
        add(context, new Outbox(inMemory(Stores.OUTBOX, Serdes.ByteArray())));
        add(context, inMemory(Stores.REVOCATIONS, Serdes.ByteArray()));
        return context;
    }

    private static void add(MockProcessorContext<?, ?> context, StateStore store) {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    private static <T> KeyValueStore<String, T> inMemory(String name, Serde<T> values) {
        return keyValueStoreBuilder(inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
    }

    private static Profile remembered(MockProcessorContext<?, ?> context) {
        return context.<ProfileStore>getStateStore(Stores.PROFILES)
                .onHeap("nhi-1")
                .profile();
    }

    private static Record<String, AboutIdentity> usage(String eventId, Instant occurredAt) {
        return new Record<>(
                "nhi-1",
                Admitted.of(event(eventId, occurredAt), new Position("usage", 0, 7), PriceTable.NONE, KEY, new byte[0]),
                0);
    }

    private static UsageEvent event(String eventId, Instant occurredAt) {
        return UsageEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(occurredAt)
                .setIdentityId("nhi-1")
                .setInputTokens(100)
                .setOutputTokens(10)
                .build();
    }
}

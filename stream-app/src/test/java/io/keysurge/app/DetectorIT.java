// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topology.RejectedRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The detector on a real broker and a real registry")
class DetectorIT {

    private static final int MORE_THAN_ONE_FETCH = 1_500;

    static {
        Contracts.trust();
    }

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private long sequence;

    @Test
    void stays_up_counts_the_good_and_keeps_the_bad_when_producers_misbehave() throws Exception {
        try (DetectorProcess detector =
                installation.detector(directory, "detector").awaitReady()) {
            Instant now = Instant.now();
            publish(good(500, now));
            publishRaw(hostile(now));
            publish(good(492, now));
            installation.awaitJudged();

            assertThat(detector.isReady()).isTrue();
            assertThat(detector.counter("keysurge_usage_events_total")).isEqualTo(992);
            assertThat(installation.records(installation.topics.usageRejected().name()))
                    .extracting(DetectorIT::reason)
                    .containsExactlyInAnyOrder(
                            "occurred_in_future",
                            "occurred_in_future",
                            "occurred_too_early",
                            "occurred_not_milliseconds",
                            "negative_count",
                            "wrong_schema",
                            "not_avro_framed",
                            "not_avro_framed");
            assertThat(Recount.of(installation).profiles()).isEqualTo(Recount.kept(installation));
            assertThat(detector.stop()).isZero();
        }
    }

    @Test
    void shares_partitions_between_instances_and_hands_them_over_to_warm_copies_without_loss() throws Exception {
        List<UsageEvent> lives = Load.lives(40);
        Map<String, String> warmCopies = Map.of("detector.standby.replicas", "1");
        try (DetectorProcess one =
                        installation.detector(directory, "one", warmCopies).awaitReady();
                DetectorProcess two =
                        installation.detector(directory, "two", warmCopies).awaitReady()) {
            publish(lives.subList(0, lives.size() / 2));
            Load.awaitCounted(one, 1);
            Load.awaitCounted(two, 1);
            assertThat(one.stop()).isZero();
            publish(lives.subList(lives.size() / 2, lives.size()));
            installation.awaitJudged();

            assertNothingLostOrDoubled();
            assertThat(two.stop()).isZero();
        }
    }

    @Test
    void knows_what_the_registry_said_before_usage_however_much_of_both_awaits_it() throws Exception {
        List<UsageEvent> flood = new ArrayList<>();
        try (var registry = installation.identityPublisher()) {
            for (int other = 0; other < MORE_THAN_ONE_FETCH; other++) {
                registry.publish("other-" + other, wordy("other-" + other), new Installation.MustArrive());
            }
            for (int identity = 0; identity < 40; identity++) {
                String identityId = "nhi-" + identity;
                registry.publish(identityId, owned(identityId), new Installation.MustArrive());
                flood.addAll(spike(identityId));
            }
            registry.flush();
        }
        publish(flood);

        try (DetectorProcess detector =
                installation.detector(directory, "detector").awaitReady()) {
            installation.awaitJudged();
            assertThat(installation.alerts())
                    .filteredOn(alert -> !Recount.isAboutGroup(alert))
                    .extracting(alert -> alert.getIdentity().getOwner())
                    .isNotEmpty()
                    .containsOnly("team-search");
            assertThat(detector.stop()).isZero();
        }
    }

    /** Several kilobytes that no compression makes much smaller. */
    private static IdentityRecord wordy(String identityId) {
        var random = new Random(identityId.hashCode());
        return IdentityRecord.newBuilder()
                .setIdentityId(identityId)
                .setPrivileges(Stream.generate(() -> new BigInteger(1_000, random).toString(Character.MAX_RADIX))
                        .limit(40)
                        .toList())
                .build();
    }

    private static IdentityRecord owned(String identityId) {
        return IdentityRecord.newBuilder()
                .setIdentityId(identityId)
                .setOwner("team-search")
                .build();
    }

    /** Half an hour of as much as nobody begins with. */
    private List<UsageEvent> spike(String identityId) {
        Instant now = Instant.now();
        List<UsageEvent> spike = new ArrayList<>();
        for (int minute = 29; minute >= 0; minute--) {
            UsageEvent event = event(identityId, now.minus(Duration.ofMinutes(minute)));
            event.setInputTokens(50_000_000);
            event.setRequestCount(5_000);
            spike.add(event);
        }
        return spike;
    }

    private void assertNothingLostOrDoubled() {
        Recount recount = Recount.of(installation);
        assertThat(Recount.kept(installation)).isEqualTo(recount.profiles());
        assertThat(recount.alerts()).anyMatch(alert -> alert.contains(AlertType.TOKEN_SPIKE.name()));
        assertThat(Recount.identify(installation.alerts())).isEqualTo(recount.alerts());
    }

    private List<UsageEvent> good(int count, Instant now) {
        List<UsageEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("nhi-" + i % 10, now));
        }
        return events;
    }

    private List<byte[]> hostile(Instant now) {
        List<byte[]> values = new ArrayList<>();
        values.add(changed(now, e -> e.setOccurredAt(now.plus(Duration.ofHours(2)))));
        values.add(changed(now, e -> e.setOccurredAt(now.plus(Duration.ofMinutes(50)))));
        values.add(changed(now, e -> e.setOccurredAt(Instant.ofEpochSecond(86_400))));
        values.add(changed(now, e -> e.setOccurredAt(Instant.ofEpochMilli(now.toEpochMilli() * 1_000_000))));
        values.add(changed(now, e -> e.setInputTokens(-5)));
        try (var serde = AvroSerdes.forValues(IdentityRecord.class, installation.clientSettings())) {
            values.add(serde.serializer()
                    .serialize(
                            installation.topics.identities().name(),
                            IdentityRecord.newBuilder().setIdentityId("nhi-0").build()));
        }
        values.add("garbage".getBytes(StandardCharsets.UTF_8));
        values.add(asLargeAsTheBrokerTakes());
        return values;
    }

    /** Bytes that no compression makes smaller, so that the rejected topic needs room for them and the headers. */
    private static byte[] asLargeAsTheBrokerTakes() {
        byte[] noise = new byte[262_144 - 100];
        new Random(7).nextBytes(noise);
        noise[0] = 1;
        return noise;
    }

    private byte[] changed(Instant now, Consumer<UsageEvent> change) {
        UsageEvent event = event("nhi-0", now);
        change.accept(event);
        try (var serde = AvroSerdes.forValues(UsageEvent.class, installation.clientSettings())) {
            return serde.serializer().serialize(installation.topics.usage().name(), event);
        }
    }

    private UsageEvent event(String identityId, Instant now) {
        return UsageEvent.newBuilder()
                .setEventId("event-" + sequence++)
                .setOccurredAt(now)
                .setIdentityId(identityId)
                .setInputTokens(100)
                .setOutputTokens(10)
                .build();
    }

    private void publish(List<UsageEvent> events) {
        Load.publish(installation, events);
    }

    private void publishRaw(List<byte[]> values) throws IOException {
        Map<String, Object> settings = installation.clientSettings();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = "nhi-0".getBytes(StandardCharsets.UTF_8);
            values.forEach(value -> producer.send(
                    new ProducerRecord<>(installation.topics.usage().name(), key, value)));
        }
    }

    private static String reason(ConsumerRecord<byte[], byte[]> rejected) {
        return new String(rejected.headers().lastHeader(RejectedRecord.REASON).value(), StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.replay.Replay;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.TransientRegistryException;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's topology")
class DetectorTopologyTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant FRIDAY_NOON = Instant.parse("2026-01-09T12:00:00Z");

    private final House house = new House();
    private long sequence;

    @AfterEach
    void close() {
        house.close();
    }

    @Nested
    @DisplayName("for an identity that goes its way for four days and then spends fifteen times as much")
    class Spike {

        private final List<UsageEvent> story = new ArrayList<>();

        Spike() {
            for (int day = 0; day < 4; day++) {
                for (int minute = 0; minute < 60; minute++) {
                    story.add(event("nhi-1", MONDAY.plus(Duration.ofDays(day)).plusSeconds(60L * minute), 10_000));
                }
            }
            for (int minute = 0; minute < 3; minute++) {
                story.add(event("nhi-1", FRIDAY_NOON.plusSeconds(60L * minute), 150_000));
            }
        }

        @Test
        void raises_one_alert_that_shows_what_it_rests_on() {
            story.forEach(house::use);

            assertThat(house.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.getType()).isEqualTo(AlertType.TOKEN_SPIKE);
                assertThat(alert.getMode()).isEqualTo(DetectionMode.LIVE);
                assertThat(alert.getState()).isEqualTo(EpisodeState.OPEN);
                assertThat(alert.getSeverity()).isEqualTo(4);
                assertThat(alert.getIdentityId()).isEqualTo("nhi-1");
                assertThat(alert.getRaisedAt()).isEqualTo(FRIDAY_NOON.plusSeconds(60));
                assertThat(alert.getObserved()).isEqualTo(150_000);
                assertThat(alert.getExpected()).isEqualTo(10_000);
                assertThat(alert.getSeries()).hasSize(60);
                assertThat(alert.getSeries().get(59).getObserved()).isEqualTo(150_000);
                assertThat(alert.getLastEvent().getEventId()).isEqualTo("event-241");
                assertThat(alert.getLastEvent().getTopic()).isEqualTo("test.usage");
                assertThat(alert.getLastEvent().getOffset()).isEqualTo(241);
                assertThat(alert.getFirstEvent().getOffset()).isEqualTo(240);
                assertThat(alert.getControlIds()).contains("OWASP-LLM10:2025", "AGENT-04");
                assertThat(alert.getExplanation()).contains("15 times the most");
            });
            assertThat(house.rejected()).isEmpty();
        }

        @Test
        void finds_what_a_replay_finds_to_the_last_field_but_the_mode() {
            story.forEach(house::use);
            var replay = new Replay(
                    DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef"));
            List<Alert> replayed = new ArrayList<>();
            for (int offset = 0; offset < story.size(); offset++) {
                replayed.addAll(replay.judge(story.get(offset), new Position("test.usage", 0, offset)));
            }
            assertThat(house.alerts()).isEqualTo(replayed).isNotEmpty();
        }

        @Test
        void says_who_the_identity_is_when_the_registry_knows() {
            house.register(IdentityRecord.newBuilder()
                    .setIdentityId("nhi-1")
                    .setKind(IdentityKind.AGENT)
                    .setOwner("team-search")
                    .setBusinessUnit("search")
                    .setCriticality(Criticality.HIGH)
                    .setNeverAutoRevoke(true)
                    .build());
            story.forEach(house::use);

            assertThat(house.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.getIdentity().getRegistered()).isTrue();
                assertThat(alert.getIdentity().getKind()).isEqualTo(IdentityKind.AGENT);
                assertThat(alert.getIdentity().getOwner()).isEqualTo("team-search");
                assertThat(alert.getIdentity().getNeverAutoRevoke()).isTrue();
            });
        }

        @Test
        void forgets_an_identity_that_was_removed_from_the_registry() {
            house.register(IdentityRecord.newBuilder()
                    .setIdentityId("nhi-1")
                    .setOwner("team-search")
                    .build());
            house.unregister("nhi-1");
            story.forEach(house::use);
            assertThat(house.alerts())
                    .singleElement()
                    .satisfies(alert ->
                            assertThat(alert.getIdentity().getRegistered()).isFalse());
        }

        @Test
        void closes_the_episode_when_the_identity_falls_silent() {
            house.passWallClock(Duration.between(MONDAY, FRIDAY_NOON));
            story.forEach(house::use);
            house.alerts();

            house.passWallClock(Duration.ofMinutes(60));
            assertThat(house.alerts()).isEmpty();
            house.passWallClock(Duration.ofMinutes(15));

            assertThat(house.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.getState()).isEqualTo(EpisodeState.CLOSED);
                assertThat(alert.getRevision()).isEqualTo(2);
            });
            house.passWallClock(Duration.ofMinutes(90));
            assertThat(house.alerts()).isEmpty();
        }

        @Test
        void is_not_blinded_by_the_clock_of_another_identity() {
            story.subList(0, 240).forEach(house::use);
            house.use(event("forger", FRIDAY_NOON.plus(Duration.ofMinutes(4)), 10), FRIDAY_NOON);
            house.use(event("forger", FRIDAY_NOON.plus(Duration.ofMinutes(50)), 10), FRIDAY_NOON);
            story.subList(240, 243).forEach(house::use);
            assertThat(house.alerts()).hasSize(1);
        }

        @Test
        void does_not_count_what_comes_twice() {
            story.subList(0, 240).forEach(house::use);
            UsageEvent once = event("nhi-1", FRIDAY_NOON, 9_000);
            for (int i = 0; i < 100; i++) {
                house.use(once);
            }
            assertThat(house.alerts()).isEmpty();
        }
    }

    @Nested
    @DisplayName("for records that cannot be counted")
    class Poison {

        @Test
        void counts_the_good_and_keeps_the_bad_with_reason_and_coordinates() {
            Instant now = FRIDAY_NOON;
            for (int i = 0; i < 500; i++) {
                house.use(event("nhi-1", now, 10), now);
            }
            house.use(event("nhi-1", now.plus(Duration.ofHours(2)), 10), now);
            house.use(event("nhi-1", now.plus(Duration.ofMinutes(50)), 10), now);
            house.use(event("nhi-1", Instant.ofEpochSecond(86_400), 10), now);
            house.use(event("nhi-1", Instant.ofEpochMilli(now.toEpochMilli() * 1_000_000), 10), now);
            house.use(changed(e -> e.setInputTokens(-1)), now);
            byte[] identityRecord = foreignRecord();
            house.raw(key("nhi-1"), identityRecord, now);
            byte[] garbage = "not avro at all".getBytes(StandardCharsets.UTF_8);
            house.raw(key("nhi-1"), garbage, now);
            for (int i = 0; i < 500; i++) {
                house.use(event("nhi-1", now, 10), now);
            }

            var rejected = house.rejected();
            assertThat(rejected)
                    .extracting(record -> House.header(record, RejectedRecord.REASON))
                    .containsExactly(
                            RefusalReason.OCCURRED_IN_FUTURE.label(),
                            RefusalReason.OCCURRED_IN_FUTURE.label(),
                            RefusalReason.OCCURRED_TOO_EARLY.label(),
                            RefusalReason.OCCURRED_NOT_MILLISECONDS.label(),
                            RefusalReason.NEGATIVE_COUNT.label(),
                            RefusalReason.WRONG_SCHEMA.label(),
                            RefusalReason.NOT_AVRO_FRAMED.label());
            assertThat(rejected)
                    .extracting(record -> House.header(record, RejectedRecord.SOURCE_OFFSET))
                    .containsExactly("500", "501", "502", "503", "504", "505", "506");
            assertThat(House.header(rejected.get(4), RejectedRecord.FIELD)).isEqualTo("input_tokens");
            assertThat(House.header(rejected.get(4), RejectedRecord.SOURCE_TOPIC))
                    .isEqualTo("test.usage");
            assertThat(rejected.get(5).value()).isEqualTo(identityRecord);
            assertThat(rejected.get(6).value()).isEqualTo(garbage);
            assertThat(house.profile("nhi-1").newestMinute()).isEqualTo(now.getEpochSecond() / 60);
        }

        @Test
        void refuses_missing_keys_other_peoples_keys_empty_values_and_unknown_schemas() {
            house.raw(null, house.bytes(event("nhi-1", FRIDAY_NOON, 10)), FRIDAY_NOON);
            house.raw(key("nhi-2"), house.bytes(event("nhi-1", FRIDAY_NOON, 10)), FRIDAY_NOON);
            house.raw(key("nhi-1"), null, FRIDAY_NOON);
            house.raw(key("nhi-1"), new byte[0], FRIDAY_NOON);
            house.raw(key("nhi-1"), new byte[] {0, 0, 1, 0, 0, 2, 2}, FRIDAY_NOON);
            byte[] whole = house.bytes(event("nhi-1", FRIDAY_NOON, 10));
            house.raw(key("nhi-1"), Arrays.copyOf(whole, whole.length - 8), FRIDAY_NOON);

            assertThat(house.rejected())
                    .extracting(record -> House.header(record, RejectedRecord.REASON))
                    .containsExactly(
                            "missing_key", "key_mismatch", "empty", "empty", "unknown_schema", "corrupt_payload");
            assertThat(house.profile("nhi-1")).isNull();
        }

        @Test
        void keeps_what_came_too_late() {
            house.use(event("nhi-1", FRIDAY_NOON, 10));
            house.use(event("nhi-1", FRIDAY_NOON.minus(Duration.ofMinutes(11)), 10), FRIDAY_NOON);
            assertThat(house.rejected()).singleElement().satisfies(record -> {
                assertThat(House.header(record, RejectedRecord.REASON)).isEqualTo("late");
                assertThat(House.header(record, RejectedRecord.DETAIL)).contains("at most 10 minutes behind");
            });
        }

        @Test
        void rejects_nothing_while_the_registry_is_down() {
            byte[] unseen = {0, 0, 0, 0, 99, 2, 2};
            house.registry.down(true);

            assertThatThrownBy(() -> house.raw(key("nhi-1"), unseen, FRIDAY_NOON))
                    .hasRootCauseInstanceOf(Exception.class)
                    .satisfies(failure ->
                            assertThat(causes(failure)).hasAtLeastOneElementOfType(TransientRegistryException.class));
            assertThat(house.rejected()).isEmpty();
        }

        @Test
        void refuses_names_that_would_not_fit_into_an_alert() {
            String endless = "x".repeat(200_000);
            house.use(changed(e -> e.setOwner(endless)));
            house.use(changed(e -> e.setBusinessUnit(endless)));
            house.use(changed(e -> e.setEnvironment(endless)));
            house.use(changed(e -> e.setDataClassification(endless)));
            house.use(changed(e -> e.setPrivileges(List.of(endless))));
            house.use(changed(e -> e.setPrivileges(Collections.nCopies(100_000, "p"))));
            assertThat(house.rejected())
                    .extracting(record -> House.header(record, RejectedRecord.FIELD))
                    .containsExactly(
                            "owner", "business_unit", "environment", "data_classification", "privileges", "privileges");
        }

        @Test
        void refuses_and_cuts_off_what_was_blown_up_behind_the_broker_s_back() {
            byte[] bomb = new byte[2 << 20];
            house.raw(key("nhi-1"), bomb, FRIDAY_NOON);
            byte[] endlessKey = new byte[2 << 20];
            house.raw(endlessKey, new byte[10], FRIDAY_NOON);
            assertThat(house.rejected()).hasSize(2).allSatisfy(record -> {
                assertThat(House.header(record, RejectedRecord.REASON)).isEqualTo("oversized");
                assertThat(House.header(record, RejectedRecord.FULL_SIZE)).isIn("2097157", "2097162");
                assertThat(record.key().length + record.value().length).isLessThanOrEqualTo(512 << 10);
            });
        }

        @Test
        void refuses_what_the_registry_of_identities_says_of_somebody_else_or_at_endless_length() {
            house.register(
                    "nhi-2", IdentityRecord.newBuilder().setIdentityId("nhi-1").build());
            house.register(
                    "nhi-1",
                    IdentityRecord.newBuilder()
                            .setIdentityId("nhi-1")
                            .setPrivileges(Collections.nCopies(257, "scope"))
                            .build());
            assertThat(house.rejected())
                    .extracting(record -> House.header(record, RejectedRecord.REASON))
                    .containsExactly("key_mismatch", "invalid_name");
        }

        private byte[] foreignRecord() {
            try (var serde = AvroSerdes.forValues(IdentityRecord.class, house.registry.settings())) {
                return serde.serializer()
                        .serialize(
                                "test.identities",
                                IdentityRecord.newBuilder()
                                        .setIdentityId("nhi-1")
                                        .build());
            }
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable link = failure; link != null; link = link.getCause()) {
            causes.add(link);
        }
        return causes;
    }

    private UsageEvent changed(Consumer<UsageEvent> change) {
        UsageEvent event = event("nhi-1", FRIDAY_NOON, 10);
        change.accept(event);
        return event;
    }

    private UsageEvent event(String identityId, Instant occurredAt, long tokens) {
        return UsageEvent.newBuilder()
                .setEventId("event-" + sequence++)
                .setOccurredAt(occurredAt)
                .setIdentityId(identityId)
                .setModel("model-a")
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .build();
    }

    private static byte[] key(String identityId) {
        return identityId.getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The detector's topology")
class DetectorTopologyTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration UNTIL_SPEND_IS_TOLD = Duration.ofMinutes(6);
    private static final Instant FRIDAY_NOON = Instant.parse("2026-01-09T12:00:00Z");

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void deletes_what_an_identity_left_behind_that_would_be_new_if_it_came_back() {
        Instant halfAYearLater = MONDAY.plus(Duration.ofDays(181));
        house.use(house.event("long-gone", MONDAY, 10_000));
        house.use(house.event("silent-for-less", MONDAY.plus(Duration.ofDays(2)), 10_000));
        for (int i = 0; i < 40; i++) {
            house.use(house.event("at-work-" + i, halfAYearLater, 10_000));
        }
        assertThat(house.profile("long-gone")).isNotNull();

        house.passWallClock(UNTIL_SPEND_IS_TOLD);
        house.passWallClock(Duration.ofMinutes(1));

        assertThat(house.profile("long-gone")).isNull();
        assertThat(house.profile("silent-for-less")).isNotNull();
        assertThat(house.profile("at-work-0")).isNotNull();
    }

    @Test
    void closes_the_episode_of_nobody_whose_profile_is_deleted_already() {
        house.passWallClock(Duration.between(Instant.parse("2026-01-05T00:00:00Z"), MONDAY));
        for (int minute = 0; minute < 3; minute++) {
            house.use(house.event("long-gone", MONDAY.plus(Duration.ofMinutes(minute)), 13_000_000), MONDAY);
        }
        assertThat(house.alerts()).isNotEmpty();
        Instant halfAYearLater = MONDAY.plus(Duration.ofDays(181));
        for (int i = 0; i < 40; i++) {
            house.use(house.event("at-work-" + i, halfAYearLater, 10_000), halfAYearLater);
        }
        house.passWallClock(UNTIL_SPEND_IS_TOLD);
        house.passWallClock(Duration.ofMinutes(1));
        assertThat(house.profile("long-gone")).isNull();

        house.passWallClock(Duration.ofDays(1));

        assertThat(house.alerts()).isEmpty();
    }

    @Nested
    @DisplayName("for an identity that goes its way for four days and then spends fifteen times as much")
    class Spike {

        private final List<UsageEvent> story = new ArrayList<>();

        Spike() {
            for (int day = 0; day < 4; day++) {
                for (int minute = 0; minute < 60; minute++) {
                    story.add(house.event(
                            "nhi-1", MONDAY.plus(Duration.ofDays(day)).plusSeconds(60L * minute), 10_000));
                }
            }
            for (int minute = 0; minute < 3; minute++) {
                story.add(house.event("nhi-1", FRIDAY_NOON.plusSeconds(60L * minute), 150_000));
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
                assertThat(alert.getRaisedAt()).isEqualTo(FRIDAY_NOON);
                assertThat(alert.getObserved()).isEqualTo(150_000);
                assertThat(alert.getExpected()).isCloseTo(10_000, within(10.0));
                assertThat(alert.getSeries()).hasSize(60);
                assertThat(alert.getSeries().get(59).getObserved()).isEqualTo(150_000);
                assertThat(alert.getLastEvent().getEventId()).isEqualTo("event-240");
                assertThat(alert.getLastEvent().getTopic()).isEqualTo("test.usage");
                assertThat(alert.getLastEvent().getOffset()).isEqualTo(240);
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

            house.passWallClock(Duration.ofMinutes(720));
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
        void leaves_the_episode_open_while_the_identity_goes_on() {
            house.passWallClock(Duration.between(MONDAY, FRIDAY_NOON));
            story.forEach(house::use);
            house.alerts();

            for (int half = 1; half < 24; half++) {
                house.passWallClock(Duration.ofMinutes(30));
                house.use(house.event("nhi-1", FRIDAY_NOON.plus(Duration.ofMinutes(30L * half)), 10_000));
            }
            house.passWallClock(Duration.ofMinutes(50));
            assertThat(house.alerts()).isEmpty();
        }

        @Test
        void is_not_blinded_by_the_clock_of_another_identity() {
            story.subList(0, 240).forEach(house::use);
            house.use(house.event("forger", FRIDAY_NOON.plus(Duration.ofMinutes(4)), 10), FRIDAY_NOON);
            house.use(house.event("forger", FRIDAY_NOON.plus(Duration.ofMinutes(50)), 10), FRIDAY_NOON);
            story.subList(240, 243).forEach(house::use);
            assertThat(house.alerts()).hasSize(1);
        }

        @Test
        void does_not_count_what_comes_twice() {
            story.subList(0, 240).forEach(house::use);
            UsageEvent once = house.event("nhi-1", FRIDAY_NOON, 9_000);
            for (int i = 0; i < 100; i++) {
                house.use(once);
            }
            assertThat(house.alerts()).isEmpty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.replay.Replay;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By way of the topic of attempts: no key sees more than one call, so no identity's task could know. */
@DisplayName("A source that tries one key after the other")
class KeyCheckerTopologyTest {

    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");
    private static final List<String> KEYS =
            IntStream.rangeClosed(1, 6).mapToObj(key -> "nhi-" + key).toList();

    private final House house = new House();
    private final List<UsageEvent> story = new ArrayList<>();

    KeyCheckerTopologyTest() {
        for (String key : KEYS) {
            story.add(call(key, NOON, "AS64496", "eu-central-1", "ok", 1_000));
        }
        for (int i = 0; i < KEYS.size(); i++) {
            Instant at = NOON.plus(Duration.ofMinutes(10)).plusSeconds(20L * i);
            story.add(call(KEYS.get(i), at, "AS64510", "me-south-1", "unauthorized", 0));
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void is_alerted_of_once_under_its_own_name_with_the_identities_it_tried() {
        story.forEach(house::use);

        assertThat(house.alertRecords()).singleElement().satisfies(alert -> {
            assertThat(alert.key()).isEqualTo("source:AS64510/me-south-1");
            assertThat(alert.value().getIdentityId()).isEqualTo("source:AS64510/me-south-1");
            assertThat(alert.value().getSubject()).isEqualTo("AS64510/me-south-1");
            assertThat(alert.value().getType()).isEqualTo(AlertType.KEY_CHECKER);
            assertThat(alert.value().getState()).isEqualTo(EpisodeState.OPEN);
            assertThat(alert.value().getSeverity()).isEqualTo(4);
            assertThat(alert.value().getAffectedIdentities()).isEqualTo(KEYS.subList(0, 5));
            assertThat(alert.value().getIdentity().getRegistered()).isFalse();
        });
        assertThat(house.attempts()).isEqualTo(KEYS.size());
    }

    @Test
    void is_found_as_a_replay_finds_it_to_the_last_field() {
        story.forEach(house::use);

        var replay =
                new Replay(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef"));
        List<Alert> replayed = new ArrayList<>();
        for (int offset = 0; offset < story.size(); offset++) {
            replayed.addAll(replay.judge(story.get(offset), new Position("test.usage", 0, offset)));
        }
        assertThat(house.alerts()).isEqualTo(replayed).isNotEmpty();
    }

    @Test
    void is_found_a_key_earlier_when_one_of_those_it_tries_was_found_by_others() {
        ExposureReport report = ExposureReport.newBuilder()
                .setExposureId("e-1")
                .setIdentityId(KEYS.get(0))
                .setCredentialFingerprint("fp-1")
                .setLocation("https://paste.example/7")
                .setFoundAt(NOON)
                .build();
        house.expose(report, NOON);

        story.forEach(house::use);

        assertThat(house.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getType()).isEqualTo(AlertType.KEY_CHECKER);
            assertThat(alert.getAffectedIdentities()).isEqualTo(KEYS.subList(0, 4));
            assertThat(alert.getExplanation()).contains("all refused, 1 known to be exposed");
        });
    }

    @Test
    void is_told_closed_when_it_falls_silent() {
        house.passWallClock(Duration.between(Instant.parse("2026-01-05T00:00:00Z"), NOON));
        story.forEach(house::use);
        house.alerts();

        house.passWallClock(Duration.ofMinutes(720));
        assertThat(house.alerts()).isEmpty();
        house.passWallClock(Duration.ofMinutes(30));

        assertThat(house.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getState()).isEqualTo(EpisodeState.CLOSED);
            assertThat(alert.getRevision()).isEqualTo(2);
            assertThat(alert.getAffectedIdentities()).isEqualTo(KEYS);
        });
    }

    @Test
    void is_no_concern_while_its_calls_come_from_the_identities_own_place() {
        for (int i = 0; i < KEYS.size(); i++) {
            house.use(call(KEYS.get(i), NOON.plusSeconds(i), "AS64496", "eu-central-1", "unauthorized", 0));
        }
        assertThat(house.alerts()).isEmpty();
        assertThat(house.attempts()).isZero();
    }

    private static UsageEvent call(
            String identityId, Instant at, String network, String region, String status, long tokens) {
        return UsageEvent.newBuilder()
                .setEventId("event-" + at)
                .setOccurredAt(at)
                .setIdentityId(identityId)
                .setSource(network)
                .setRegion(region)
                .setInputTokens(tokens)
                .setOutputTokens(0)
                .setStatus(status)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.detect.SettingsFor;
import io.keysurge.replay.Replay;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("More identities than there is room for")
class FloodTopologyTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int ROOM = 20;
    private static final int FLOOD = 500;
    private static final DetectionSettings SETTINGS = SettingsFor.mostIdentities(ROOM);
    private static final AlertTranslation TRANSLATION = new AlertTranslation(DetectionMode.LIVE, "0123456789abcdef");

    private final House house = new House(SETTINGS, TRANSLATION);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void take_no_room_from_those_that_are_known_and_are_told_of_once_in_a_while() {
        calls().forEach(house::use);

        assertThat(IntStream.range(0, FLOOD).mapToObj(i -> house.profile("nhi-" + i)))
                .filteredOn(Objects::nonNull)
                .hasSize(ROOM);
        assertThat(house.alertRecords()).isNotEmpty().hasSizeLessThan(8).allSatisfy(alert -> {
            assertThat(alert.key()).isEqualTo("partition:test.usage-0");
            assertThat(alert.value().getType()).isEqualTo(AlertType.IDENTITY_FLOOD);
            assertThat(alert.value().getFirstEvent().getOffset()).isEqualTo(ROOM);
        });
        assertThat(house.rejected()).isEmpty();
    }

    @Test
    void are_found_as_a_replay_finds_them() {
        List<UsageEvent> calls = calls();
        calls.forEach(house::use);

        var replay = new Replay(SETTINGS, TRANSLATION);
        List<Alert> replayed = new ArrayList<>();
        for (int offset = 0; offset < calls.size(); offset++) {
            replayed.addAll(replay.judge(calls.get(offset), new Position("test.usage", 0, offset)));
        }
        assertThat(house.alerts()).isEqualTo(replayed);
        assertThat(replay.tally().counted()).isEqualTo(ROOM);
        assertThat(replay.tally().unjudged()).isEqualTo(FLOOD - ROOM);
    }

    @Test
    void are_told_over_when_no_more_come() {
        house.passWallClock(Duration.between(Instant.parse("2026-01-05T00:00:00Z"), NOON));
        calls().forEach(house::use);
        house.alerts();

        house.passWallClock(Duration.ofMinutes(720));
        assertThat(house.alerts()).isEmpty();
        house.passWallClock(Duration.ofMinutes(30));

        assertThat(house.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getState()).isEqualTo(EpisodeState.CLOSED));
    }

    private static List<UsageEvent> calls() {
        List<UsageEvent> calls = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            calls.add(UsageEvent.newBuilder()
                    .setEventId("event-" + i)
                    .setOccurredAt(NOON.plusMillis(100L * i))
                    .setIdentityId("nhi-" + i)
                    .setInputTokens(1_000)
                    .setOutputTokens(200)
                    .build());
        }
        return calls;
    }
}

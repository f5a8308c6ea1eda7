// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Position;
import io.keysurge.generate.Portrait;
import io.keysurge.generate.Story;
import io.keysurge.replay.Replay;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every demo must come to, whoever lives in it and on whatever day and hour it is started. */
class DemoPlanLaws {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Property(tries = 12)
    void the_detector_catches_every_story_and_accuses_nobody_else(
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed, @ForAll @IntRange(min = 0, max = 167) int hour) {
        Instant now = MONDAY.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(seed % 60));
        DemoPlan plan = DemoPlan.of(seed, now);

        List<Alert> alerts = judge(plan, now.plus(DemoPlan.LIVE_ON_THE_CLOCK));

        Set<String> victims =
                plan.stories().stream().map(Story::victim).map(Portrait::id).collect(Collectors.toSet());
        assertThat(alerts).extracting(Alert::getIdentityId).isSubsetOf(victims);
        for (Story story : plan.stories()) {
            assertThat(alerts).as(story.telling()).anySatisfy(alert -> {
                assertThat(alert.getIdentityId()).isEqualTo(story.victim().id());
                assertThat(alert.getType()).isIn(story.fittingAlerts());
                assertThat(alert.getRaisedAt())
                        .isBetween(story.startsAt(), story.startsAt().plus(Duration.ofMinutes(4)));
            });
        }
    }

    @Property(tries = 20)
    void event_time_meets_the_clock_when_the_live_part_ends_on_time(
            @ForAll @IntRange(min = 0, max = 10_000_000) int second) {
        Instant now = MONDAY.plusSeconds(second);
        DemoPlan plan = DemoPlan.of(1, now);

        Instant end = now.plusSeconds(20).plus(DemoPlan.LIVE_ON_THE_CLOCK);
        assertThat(Duration.between(plan.liveFrom(), end)).isEqualTo(Duration.ofMinutes(12));
        assertThat(Duration.between(plan.historyFrom(), plan.liveFrom()))
                .isBetween(Duration.ofDays(5), Duration.ofDays(6));
    }

    private static List<Alert> judge(DemoPlan plan, Instant until) {
        Replay replay =
                new Replay(DetectionSettings.DEFAULTS, new AlertTranslation(DetectionMode.REPLAY, "0".repeat(16)));
        plan.population().registry().forEach(replay::register);
        List<Alert> alerts = new ArrayList<>();
        judge(plan.history(), replay, alerts);
        judge(plan.live(until), replay, alerts);
        return alerts;
    }

    private static void judge(Iterator<UsageEvent> events, Replay replay, List<Alert> alerts) {
        events.forEachRemaining(event -> alerts.addAll(replay.judge(event, new Position("demo", 0, 0))));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.fixture.Alerts;
import io.keysurge.local.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At three points; {@code -Dkeysurge.kills=50} at all six and as often as that, and {@code -Dkeysurge.kills.seed} at other
 * moments. A sink that stalls does so until another has done all its work, and for at least
 * {@code -Dkeysurge.stall.seconds}.
 */
@DisplayName("The live sink, killed with -9")
class KilledSinkIT {

    private static final int ROUNDS = Integer.getInteger("keysurge.kills", 0);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STALL = Duration.ofSeconds(Integer.getInteger("keysurge.stall.seconds", 0));

    @TempDir
    private Path directory;

    private final Random moments = new Random(Long.getLong("keysurge.kills.seed", 7));
    private SinkWorld world;
    private EffectJournal target;
    private int alerts;

    /** Where it is killed. */
    private enum Point {
        AFTER_POLL,
        AFTER_INTENT,
        IN_CALL_BEFORE_THE_EFFECT,
        IN_CALL_AFTER_THE_EFFECT,
        AFTER_OUTCOME,
        BEFORE_COMMIT
    }

    @BeforeEach
    void begin() throws Exception {
        world = new SinkWorld(LocalCluster.shared());
        target = new EffectJournal();
    }

    @AfterEach
    void end() {
        target.close();
        world.close();
    }

    @Test
    void has_one_effect_for_each_action_under_one_key_and_brings_each_to_its_end() throws Exception {
        List<Point> points = ROUNDS == 0
                ? List.of(Point.AFTER_INTENT, Point.IN_CALL_AFTER_THE_EFFECT, Point.AFTER_OUTCOME)
                : Collections.nCopies(ROUNDS, List.of(Point.values())).stream()
                        .flatMap(List::stream)
                        .toList();
        for (Point point : points) {
            killAt(point);
        }

        Set<String> actions = lasting(world.ledger()).keySet();
        assertThat(target.effects().keySet()).isEqualTo(actions);
        assertThat(Set.copyOf(target.requests())).isEqualTo(actions);
        assertThat(target.requests()).hasSizeLessThanOrEqualTo(actions.size() + points.size());
        assertThat(world.operate("audit", "verify")).startsWith("0\n").endsWith("all hold\n");
    }

    @Test
    void has_one_effect_when_another_takes_over_from_one_that_stalls_in_a_call() throws Exception {
        var called = new CountDownLatch(1);
        target.holdUp(called::countDown, () -> Thread.sleep(15_000));
        try (SinkProcess stalled = SinkProcess.start(directory, settings("a"))) {
            raise();
            called.await();
            stalled.pause();
            Instant goesOn = Instant.now().plus(STALL);
            target.letGo();
            try (SinkProcess other = SinkProcess.start(directory, settings("b"))) {
                awaitEnd();
                assertThat(other.isAlive()).isTrue();
                await().atMost(STALL.plusSeconds(10)).until(() -> !Instant.now().isBefore(goesOn));
                stalled.resume();
                Thread.sleep(3_000);
            }
        }
        Set<String> actions = lasting(world.ledger()).keySet();
        assertThat(target.effects().keySet()).isEqualTo(actions);
        assertThat(Set.copyOf(target.requests())).isEqualTo(actions);
    }

    private void killAt(Point point) throws Exception {
        var reached = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        if (point == Point.IN_CALL_BEFORE_THE_EFFECT) {
            target.holdUp(() -> holdUp(reached, killed), () -> {});
        } else if (point == Point.IN_CALL_AFTER_THE_EFFECT) {
            target.holdUp(() -> {}, () -> holdUp(reached, killed));
        }
        try (SinkProcess sink = SinkProcess.start(directory, settings("a"))) {
            raise();
            switch (point) {
                case AFTER_POLL -> Thread.sleep(1_500 + moments.nextInt(3_000));
                case AFTER_INTENT -> awaitState(ActionState.EXECUTING);
                case IN_CALL_BEFORE_THE_EFFECT, IN_CALL_AFTER_THE_EFFECT -> reached.await();
                case AFTER_OUTCOME -> awaitState(ActionState.EXECUTED);
                case BEFORE_COMMIT -> {
                    awaitState(ActionState.EXECUTED);
                    raise();
                    Thread.sleep(moments.nextInt(300));
                }
            }
            sink.kill();
        } finally {
            killed.countDown();
            target.letGo();
        }
        try (SinkProcess next = SinkProcess.start(directory, settings("a"))) {
            awaitEnd();
            assertThat(next.isAlive()).isTrue();
        }
    }

    private static void holdUp(CountDownLatch reached, CountDownLatch killed) throws InterruptedException {
        reached.countDown();
        killed.await();
    }

    /** An episode with a page and a step to take. */
    private void raise() {
        String name = "loop-" + alerts++;
        Alert opened = Alerts.alert(AlertType.RUNAWAY_LOOP, 4, name, "nhi-" + name, Instant.now());
        world.raise(opened, Alerts.next(opened, EpisodeState.ESCALATED));
    }

    private void awaitState(ActionState state) {
        String newest = "loop-" + (alerts - 1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> world.ledger().stream()
                        .anyMatch(action -> action.getAlertId().equals(newest) && action.getState() == state));
    }

    private void awaitEnd() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Map<String, ActionRecord> actions = lasting(world.ledger());
            assertThat(actions.values().stream().map(ActionRecord::getAlertId).distinct())
                    .hasSize(alerts);
            assertThat(actions.values()).extracting(ActionRecord::getState).containsOnly(ActionState.EXECUTED);
            assertThat(actions).hasSize(2 * alerts);
        });
    }

    /** The newest state of each action that goes out, by id. */
    private static Map<String, ActionRecord> lasting(List<ActionRecord> ledger) {
        return ledger.stream()
                .filter(action -> action.getMode() == ActionMode.LIVE)
                .filter(action -> action.getTellsOf() == null)
                .collect(Collectors.toMap(ActionRecord::getActionId, action -> action, (older, newer) -> newer));
    }

    private Map<String, String> settings(String instance) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "sink.blast.radius.identities", "1000",
                "sink.blast.radius.connector", "1000",
                "sink.page.flood.identities", "1000",
                "sink.calls.per.minute", "10000"));
        settings.putAll(Map.of(
                // Who comes back under its own name need not wait for the time-out of who was killed.
                "kafka.group.instance.id",
                instance,
                "sink.mode",
                "live",
                "sink.instance.id",
                instance,
                "sink.webhook.url",
                target.url(),
                "sink.webhook.secret",
                SECRET,
                "sink.webhook.allow.private",
                "true",
                "sink.webhook.retry.waits.ms",
                "0,200,200,200,200,200"));
        return world.settings(settings);
    }
}

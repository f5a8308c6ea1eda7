// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Containment;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.Rulings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("After an action, the identity's usage")
class WatchTest {

    private static final Instant DECIDED = Instant.parse("2026-01-09T12:00:00Z");
    private static final Instant EFFECTIVE = DECIDED.plusSeconds(2);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final List<Integer> MINE = List.of(3);

    private final Alert alert = spike();
    private final List<Use> log = new CopyOnWriteArrayList<>();
    private final List<ActionRecord> written = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Instant now = EFFECTIVE.plus(QUIET);
    private volatile Optional<Alert> archived = Optional.of(alert);
    private volatile boolean readable = true;
    private final Watch watch = new Watch(
            List.of(),
            action -> {
                written.add(action);
                return written.size();
            },
            action -> archived,
            (from, identity, reader) -> {
                looks.incrementAndGet();
                if (!readable) {
                    throw new TimeoutException("no broker");
                }
                assertThat(from).isEqualTo(alert.getLastEvent());
                log.forEach(reader);
            },
            QUIET,
            () -> now,
            new SimpleMeterRegistry(),
            fatal::set);

    @AfterEach
    void close() {
        watch.close();
        assertThat(fatal.get()).isNull();
    }

    @Test
    void is_looked_at_once_the_target_had_its_time_and_not_before() {
        now = EFFECTIVE.plus(QUIET).minusMillis(1);
        watch.learn(verified(ResponseStep.SUSPEND));
        watch.look(MINE);
        assertThat(looks).hasValue(0);

        now = EFFECTIVE.plus(QUIET);
        watch.look(List.of(1, 2));
        assertThat(looks).hasValue(0);
        watch.look(MINE);

        assertThat(next().getState()).isEqualTo(ActionState.VERIFIED);
    }

    @Test
    void that_went_quiet_tells_how_long_it_took_and_what_was_prevented() {
        log.add(new Use(DECIDED.plusSeconds(1), 1, 500));
        log.add(new Use(EFFECTIVE.minusMillis(500), 3, 700));

        Containment measured = measured(verified(ResponseStep.SUSPEND));

        assertThat(measured.getQuiet()).isTrue();
        assertThat(measured.getLastUseAt()).isEqualTo(EFFECTIVE.minusMillis(500));
        assertThat(measured.getTimeToContainMs()).isEqualTo(2_000);
        assertThat(measured.getPropagationLagMs()).isZero();
        assertThat(measured.getTokensAfter()).isZero();
        assertThat(measured.getTokensPrevented())
                .isEqualTo(9_000); // 10,000 a minute, 1,000 of them usual, for a minute
        assertThat(measured.getCostPrevented()).isEqualByComparingTo(new BigDecimal("0.2")); // 12 USD an hour
        assertThat(measured.getRuns()).isEqualTo(1);
        assertThat(written.get(0).getReason())
                .isEqualTo("usage went quiet: contained 2.0 s after the decision, propagation 0.0 s, 9,000 tokens"
                        + " (0.20 USD) prevented so far");
    }

    @Test
    void that_goes_on_has_the_action_carried_out_again_under_the_same_id() {
        log.add(new Use(EFFECTIVE.plusSeconds(10), 2, 800));
        ActionRecord suspension = verified(ResponseStep.SUSPEND);

        watch.learn(suspension);
        watch.look(MINE);

        ActionRecord again = next();
        assertThat(again.getState()).isEqualTo(ActionState.EXECUTING);
        assertThat(again.getActionId()).isEqualTo(suspension.getActionId());
        assertThat(again.getPriorState()).isEqualTo(suspension.getPriorState());
        assertThat(again.getOutcome()).isNull();
        assertThat(again.getReason())
                .startsWith("USE_AFTER_REVOCATION: 2 calls")
                .endsWith("; called again");
        assertThat(again.getContainment().getTokensPrevented()).isZero();
        assertThat(again.getContainment().getPropagationLagMs()).isEqualTo(10_000);
    }

    @Test
    void that_goes_on_after_three_runs_is_left_to_a_person() {
        log.add(new Use(now.plusSeconds(3_600), 1, 1));
        ActionRecord action = verified(ResponseStep.SUSPEND);

        for (int run = 1; run <= 3; run++) {
            watch.learn(action);
            watch.look(MINE);
            ActionRecord last = next();
            watch.learn(last);
            assertThat(last.getContainment().getRuns()).isEqualTo(run);
            written.clear();
            if (run == 3) {
                assertThat(last.getState()).isEqualTo(ActionState.PARKED);
                assertThat(last.getReason()).endsWith("after 3 runs a person has to look");
            } else {
                Instant done = now.plusSeconds(1);
                action = ActionMoves.verified(
                        ActionMoves.executed(ActionMoves.callingAgain(last, "again", now), "yes", Duration.ZERO, done),
                        "seen",
                        done);
                now = done.plus(QUIET);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4999,true", "5001,false"})
    void of_a_throttled_identity_may_go_on_below_the_line_that_it_had_crossed(long tokens, boolean quiet) {
        log.add(new Use(EFFECTIVE.plusSeconds(10), 100, tokens));

        assertThat(measured(verified(ResponseStep.THROTTLE)).getQuiet()).isEqualTo(quiet);
    }

    @Test
    void is_of_no_interest_after_a_page_a_plan_or_an_undoing() {
        watch.learn(executed(Actions.intent(alert, ResponseStep.NOTIFY_RESPONDERS, DECIDED)));
        watch.learn(Actions.heldBack(alert, ResponseStep.THROTTLE, ActionMode.DRY_RUN, DECIDED, "dry-run"));
        watch.learn(verified(ResponseStep.SUSPEND));
        watch.learn(Rulings.undo(verified(ResponseStep.SUSPEND), "ada", "false alarm", DECIDED));

        watch.look(MINE);

        assertThat(looks).hasValue(0);
    }

    @Test
    void is_looked_at_again_when_it_could_not_be_read() {
        readable = false;
        watch.learn(verified(ResponseStep.SUSPEND));
        watch.look(MINE);
        await().untilAsserted(() -> assertThat(looks).hasValue(1));
        readable = true;

        await().untilAsserted(() -> {
            now = now.plusSeconds(5);
            watch.look(MINE);
            assertThat(written).isNotEmpty();
        });
    }

    @Test
    void is_not_looked_at_for_ever_when_the_alert_is_gone() {
        archived = Optional.empty();
        watch.learn(verified(ResponseStep.SUSPEND));

        for (int turn = 0; turn < 3; turn++) {
            watch.look(MINE);
            now = now.plusSeconds(5);
        }
        watch.close();

        assertThat(looks).hasValue(0);
        assertThat(written).isEmpty();
    }

    private Containment measured(ActionRecord action) {
        watch.learn(action);
        watch.look(MINE);
        return next().getContainment();
    }

    private ActionRecord next() {
        await().untilAsserted(() -> assertThat(written).isNotEmpty());
        assertThat(written).hasSize(1);
        return written.get(0);
    }

    private ActionRecord verified(ResponseStep step) {
        ActionRecord known = ActionMoves.knowing(Actions.intent(alert, step, DECIDED), "enabled", DECIDED);
        return ActionMoves.verified(executed(known), "seen", EFFECTIVE);
    }

    private static ActionRecord executed(ActionRecord intent) {
        return ActionMoves.executed(intent, "done", Duration.ZERO, EFFECTIVE);
    }

    private static Alert spike() {
        return Alert.newBuilder(Alerts.spike("alert-1", "nhi-42", DECIDED))
                .setUnit("tokens/min")
                .setObserved(10_000)
                .setExpected(1_000)
                .setThreshold(5_000)
                .setCostAtRiskPerHour(new BigDecimal("12.000000000"))
                .setCurrency("USD")
                .build();
    }
}

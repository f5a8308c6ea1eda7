// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.fixture.OpenRegister;
import io.keysurge.revoke.Decision.Act;
import io.keysurge.revoke.Decision.HoldBack;
import io.keysurge.revoke.Decision.Ignore;
import io.keysurge.revoke.PolicySettings.Limits;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.revoke.RecentActions.Acted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A policy")
class PolicyTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final PolicySettings LIVE = settings(ActionMode.LIVE, Set.of(), Set.of(), 5);

    private final FakeRecent recent = new FakeRecent();
    private final OpenRegister register = new OpenRegister();

    @Nested
    @DisplayName("with nothing against it")
    class Unopposed {
        @Test
        void notifies_and_suspends_when_a_grave_spike_escalates() {
            assertThat(decide(LIVE, escalated()))
                    .extracting(PolicyTest::verdict, Decision::step)
                    .containsExactly(
                            tuple("Act LIVE", ResponseStep.NOTIFY_RESPONDERS), tuple("Act LIVE", ResponseStep.SUSPEND));
        }

        @Test
        void asks_every_guard_rail_about_every_step() {
            assertThat(decide(LIVE, escalated()))
                    .allSatisfy(decision -> assertThat(decision.checks())
                            .extracting(Check::name)
                            .containsExactlyElementsOf(Arrays.stream(GuardRail.values())
                                    .map(GuardRail::label)
                                    .toList()));
        }

        @Test
        void does_not_take_a_step_twice() {
            recent.taken = Set.of(ResponseStep.NOTIFY_RESPONDERS);

            assertThat(decide(LIVE, escalated())).extracting(Decision::step).containsExactly(ResponseStep.SUSPEND);
        }

        @Test
        void records_a_revision_whose_steps_were_all_taken() {
            recent.taken = Set.of(ResponseStep.NOTIFY_RESPONDERS, ResponseStep.SUSPEND);

            assertThat(decide(LIVE, escalated()))
                    .containsExactly(new Ignore("already taken for this alert: [NOTIFY_RESPONDERS, SUSPEND]"));
        }

        @Test
        void only_records_that_an_episode_closed() {
            assertThat(decide(LIVE, facts(alert -> alert.setState(EpisodeState.CLOSED))))
                    .containsExactly(new Ignore("the episode closed"));
        }

        @Test
        void only_records_what_is_too_slight_to_tell_anybody() {
            assertThat(decide(LIVE, facts(alert -> alert.setSeverity(1)))).hasOnlyElementsOfType(Ignore.class);
        }
    }

    @Nested
    @DisplayName("whose notification and suspension are both held back")
    class HoldsBackEverything {
        @Test
        void never_acts_on_a_replay() {
            assertThat(heldBackBy(LIVE, GuardRail.REPLAY, facts(alert -> alert.setMode(DetectionMode.REPLAY))))
                    .isEqualTo(BOTH_STEPS);
        }

        @Test
        void never_acts_on_an_alert_a_millisecond_too_old() {
            Instant tooOld = NOW.minus(LIVE.maxActionAge()).minusMillis(1);

            assertThat(heldBackBy(LIVE, GuardRail.ALERT_AGE, facts(alert -> alert.setRaisedAt(tooOld))))
                    .isEqualTo(BOTH_STEPS);
        }

        @Test
        void acts_on_an_alert_just_young_enough() {
            Instant oldest = NOW.minus(LIVE.maxActionAge());

            assertThat(decide(LIVE, facts(alert -> alert.setRaisedAt(oldest)))).allMatch(Act.class::isInstance);
        }

        @Test
        void never_acts_on_an_alert_from_the_future() {
            Instant future = NOW.plus(Duration.ofMinutes(5)).plusMillis(1);

            assertThat(heldBackBy(LIVE, GuardRail.ALERT_AGE, facts(alert -> alert.setRaisedAt(future))))
                    .isEqualTo(BOTH_STEPS);
        }
    }

    @Nested
    @DisplayName("whose suspension alone is held back")
    class HoldsBackProtection {
        @Test
        void spares_an_identity_that_the_registry_protects() {
            assertThat(heldBackBy(LIVE, GuardRail.PROTECTED_IDENTITY, identity(one -> one.setNeverAutoRevoke(true))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void spares_an_identity_for_break_glass_use() {
            assertThat(heldBackBy(
                            LIVE,
                            GuardRail.PROTECTED_IDENTITY,
                            identity(one -> one.setCriticality(Criticality.BREAK_GLASS))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void spares_an_identity_that_the_registry_does_not_know() {
            assertThat(heldBackBy(LIVE, GuardRail.PROTECTED_IDENTITY, identity(one -> one.setRegistered(false))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void believes_the_registry_rather_than_the_alert() {
            register.protect("the registry says never_auto_revoke");

            assertThat(heldBackBy(LIVE, GuardRail.PROTECTED_IDENTITY, escalated()))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void spares_an_identity_that_the_settings_name() {
            PolicySettings sparing = settings(ActionMode.LIVE, Set.of(), Set.of("nhi-42"), 5);

            assertThat(heldBackBy(sparing, GuardRail.PROTECTED_IDENTITY, escalated()))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void convicts_nobody_while_the_baseline_is_warming() {
            assertThat(heldBackBy(
                            LIVE,
                            GuardRail.WARMING_BASELINE,
                            facts(alert -> alert.getBaseline().setWarming(true))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void wants_a_second_signal_for_the_window_that_opened_the_episode() {
            assertThat(heldBackBy(LIVE, GuardRail.SECOND_SIGNAL, opening(alert -> {})))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void takes_an_alert_of_another_type_for_a_second_signal() {
            recent.signals = Set.of(AlertType.NEW_MODEL);

            assertThat(decide(LIVE, opening(alert -> {}))).allMatch(Act.class::isInstance);
        }

        @Test
        void does_not_take_growth_within_the_opening_window_for_a_second_signal() {
            assertThat(heldBackBy(LIVE, GuardRail.SECOND_SIGNAL, opening(alert -> alert.setRevision(2))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void takes_the_independent_signs_of_severity_5_for_a_second_signal() {
            assertThat(decide(LIVE, opening(alert -> alert.setRelatedTypes(List.of("NEW_MODEL")))))
                    .allMatch(Act.class::isInstance);
        }

        @Test
        void does_not_take_what_was_folded_into_a_lesser_alert_for_a_second_signal() {
            assertThat(heldBackBy(
                            LIVE,
                            GuardRail.SECOND_SIGNAL,
                            opening(alert -> alert.setSeverity(4).setRelatedTypes(List.of("RAMP")))))
                    .isNotEmpty();
        }

        @Test
        void does_not_take_more_of_the_same_for_a_second_signal() {
            recent.signals = Set.of(AlertType.TOKEN_SPIKE);

            assertThat(heldBackBy(LIVE, GuardRail.SECOND_SIGNAL, opening(alert -> {})))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void needs_no_second_signal_for_an_exposed_key() {
            assertThat(decide(LIVE, opening(alert -> alert.setType(AlertType.EXPOSED_KEY_USED))))
                    .allMatch(Act.class::isInstance);
        }

        @Test
        void needs_no_baseline_for_what_is_known() {
            for (AlertType known : List.of(AlertType.EXPOSED_KEY_USED, AlertType.BUDGET_HARD)) {
                assertThat(decide(
                                LIVE,
                                facts(alert ->
                                        alert.setType(known).getBaseline().setWarming(true))))
                        .as("%s", known)
                        .allMatch(Act.class::isInstance);
            }
        }

        @Test
        void needs_no_second_signal_for_a_hard_budget() {
            assertThat(decide(
                            LIVE,
                            opening(alert ->
                                    alert.setType(AlertType.BUDGET_HARD).setSeverity(4))))
                    .extracting(Decision::step)
                    .containsExactly(ResponseStep.NOTIFY_OWNER, ResponseStep.THROTTLE);
            assertThat(decide(
                            LIVE,
                            opening(alert ->
                                    alert.setType(AlertType.BUDGET_HARD).setSeverity(4))))
                    .allMatch(Act.class::isInstance);
        }

        @Test
        void never_suspends_for_fan_out_alone() {
            assertThat(heldBackBy(LIVE, GuardRail.FAN_OUT_ALONE, facts(alert -> alert.setType(AlertType.FAN_OUT))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void leaves_a_woken_dormant_identity_to_a_person() {
            assertThat(heldBackBy(LIVE, GuardRail.APPROVAL, facts(alert -> alert.setType(AlertType.DORMANT_WOKE))))
                    .isEqualTo(SUSPENSION);
        }

        @Test
        void pages_about_use_after_revocation_at_once_and_leaves_a_second_suspension_to_a_person() {
            AlertFacts used = opening(alert ->
                    alert.setType(AlertType.USE_AFTER_REVOCATION).setSeverity(5).setSubject("action-1"));

            assertThat(decide(LIVE, used))
                    .extracting(PolicyTest::verdict, Decision::step)
                    .containsExactly(
                            tuple("Act LIVE", ResponseStep.NOTIFY_RESPONDERS), tuple("HoldBack", ResponseStep.SUSPEND));
            assertThat(heldBackBy(LIVE, GuardRail.APPROVAL, used)).isEqualTo(SUSPENSION);
        }

        @Test
        void stops_when_a_person_says_so_but_still_tells() {
            recent.halted = "halted by ada: something is wrong";

            assertThat(heldBackBy(LIVE, GuardRail.KILL_SWITCH, escalated())).isEqualTo(SUSPENSION);
        }

        @Test
        void stops_at_the_edge_of_the_blast_radius() {
            recent.actedOn = acted("other", null, "a", "b", "c", "d", "e");

            assertThat(heldBackBy(LIVE, GuardRail.BLAST_RADIUS, escalated())).isEqualTo(SUSPENSION);
        }

        @Test
        void does_not_count_the_identity_itself_into_the_blast_radius() {
            recent.actedOn = acted("other", null, "a", "b", "c", "d", "nhi-42");

            assertThat(decide(LIVE, escalated())).allMatch(Act.class::isInstance);
        }

        @Test
        void stops_earlier_where_few_are_registered() {
            recent.actedOn = acted("other", null, "a", "b");
            register.hold(29);
            assertThat(heldBackBy(LIVE, GuardRail.BLAST_RADIUS, escalated())).isEqualTo(SUSPENSION);

            register.hold(30);
            assertThat(decide(LIVE, escalated())).allMatch(Act.class::isInstance);
        }

        @Test
        void lets_one_identity_be_acted_on_however_few_are_registered() {
            register.hold(1);

            assertThat(decide(LIVE, escalated())).allMatch(Act.class::isInstance);
        }

        @Test
        void stops_earlier_within_one_business_unit() {
            recent.actedOn = acted("other", "payments", "a", "b", "c");

            assertThat(heldBackBy(
                            LIVE, GuardRail.BLAST_RADIUS, identity(identity -> identity.setBusinessUnit("payments"))))
                    .isEqualTo(SUSPENSION);
            assertThat(decide(LIVE, identity(identity -> identity.setBusinessUnit("search"))))
                    .allMatch(Act.class::isInstance);
        }

        @Test
        void stops_earlier_by_one_connector() {
            recent.actedOn = acted("webhook", null, "a", "b", "c", "d");

            assertThat(heldBackBy(LIVE, GuardRail.BLAST_RADIUS, escalated())).isEqualTo(SUSPENSION);
            recent.actedOn = acted("other", null, "a", "b", "c", "d");
            assertThat(decide(LIVE, escalated())).allMatch(Act.class::isInstance);
        }

        @Test
        void leaves_an_identity_that_serves_many_to_a_person_and_says_whom_it_would_hit() {
            AlertFacts shared = facts(alert -> alert.setBreakdown(List.of(
                    new AlertShare("application", "checkout", 400L, 0.4),
                    new AlertShare("application", "search", 300L, 0.3),
                    new AlertShare("model", "some-model", 1_000L, 1.0),
                    new AlertShare("application", "mail", 200L, 0.2),
                    new AlertShare("application", "cron", 100L, 0.1))));

            assertThat(heldBackBy(LIVE, GuardRail.MANY_APPLICATIONS, shared)).isEqualTo(SUSPENSION);
            assertThat(decide(LIVE, shared).get(1).checks())
                    .filteredOn(check -> !check.passed())
                    .singleElement()
                    .extracting(Check::reason)
                    .isEqualTo("it would hit checkout 40 %, search 30 %, mail 20 %, cron 10 % (expected: at most 3"
                            + " applications)");
        }

        @Test
        void ends_a_flood_of_pages_with_one_that_says_so() {
            recent.toldOf = tenAnd("nhi-42");
            assertThat(decide(LIVE, escalated())).allMatch(Act.class::isInstance);

            recent.toldOf = tenAnd();
            Decision last = decide(LIVE, escalated()).get(0);
            assertThat(last).isInstanceOf(Act.class);
            assertThat(last.checks()).anyMatch(check -> check.reason().contains("this is the last page for now"));

            recent.toldOf = tenAnd("one more");
            assertThat(heldBackBy(LIVE, GuardRail.PAGE_FLOOD, escalated()))
                    .containsExactly(ResponseStep.NOTIFY_RESPONDERS);
        }
    }

    @Nested
    @DisplayName("in dry run")
    class DryRun {
        @Test
        void decides_as_if_it_were_live_and_says_that_it_is_not() {
            List<Decision> dry = decide(settings(ActionMode.DRY_RUN, Set.of(), Set.of(), 5), escalated());

            assertThat(dry).extracting(PolicyTest::verdict).containsOnly("Act DRY_RUN");
            assertThat(dry).extracting(Decision::step).containsExactlyElementsOf(BOTH_STEPS);
            assertThat(dry)
                    .allSatisfy(decision -> assertThat(failed(decision)).containsExactly(GuardRail.DRY_RUN.label()));
        }

        @Test
        void keeps_single_alert_types_in_dry_run() {
            PolicySettings settings = settings(ActionMode.LIVE, Set.of(AlertType.TOKEN_SPIKE), Set.of(), 5);

            assertThat(decide(settings, escalated()))
                    .extracting(PolicyTest::verdict)
                    .containsOnly("Act DRY_RUN");
            assertThat(decide(settings, facts(alert -> alert.setType(AlertType.NEW_MODEL))))
                    .extracting(PolicyTest::verdict)
                    .containsOnly("Act LIVE");
        }

        @Test
        void names_the_other_guard_rails_too() {
            List<Decision> dry = decide(settings(ActionMode.DRY_RUN, Set.of(), Set.of(), 5), opening(alert -> {}));

            assertThat(failed(dry.get(1))).containsExactly(GuardRail.DRY_RUN.label(), GuardRail.SECOND_SIGNAL.label());
        }
    }

    private static final List<ResponseStep> BOTH_STEPS = List.of(ResponseStep.NOTIFY_RESPONDERS, ResponseStep.SUSPEND);
    private static final List<ResponseStep> SUSPENSION = List.of(ResponseStep.SUSPEND);

    /** The steps that this rail holds back alone, having checked that without it they would be taken. */
    private List<ResponseStep> heldBackBy(PolicySettings settings, GuardRail rail, AlertFacts alert) {
        List<Decision> guarded = decide(settings, alert);
        List<GuardRail> others =
                Stream.of(GuardRail.values()).filter(one -> one != rail).toList();
        assertThat(new Policy(settings, register, others).decide(alert, recent, NOW))
                .as("without " + rail)
                .allMatch(Act.class::isInstance);
        return guarded.stream()
                .filter(decision -> failed(decision).equals(List.of(rail.label())))
                .filter(HoldBack.class::isInstance)
                .map(Decision::step)
                .toList();
    }

    private static Set<Acted> acted(String connector, @Nullable String unit, String... identities) {
        return Stream.of(identities)
                .map(identity -> new Acted(identity, unit, connector))
                .collect(Collectors.toSet());
    }

    private static Set<String> tenAnd(String... more) {
        return Stream.concat(Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), Stream.of(more))
                .collect(Collectors.toSet());
    }

    private List<Decision> decide(PolicySettings settings, AlertFacts alert) {
        return new Policy(settings, register).decide(alert, recent, NOW);
    }

    private static List<String> failed(Decision decision) {
        return decision.checks().stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .toList();
    }

    private static String verdict(Decision decision) {
        return decision instanceof Act act
                ? "Act " + act.mode()
                : decision.getClass().getSimpleName();
    }

    private static AlertFacts escalated() {
        return facts(alert -> {});
    }

    private static AlertFacts opening(Consumer<Alert.Builder> change) {
        Alert.Builder alert = Alert.newBuilder(Alerts.spike("alert-1", "nhi-42", NOW.minusSeconds(1)));
        change.accept(alert);
        return AlertFacts.of(alert.build());
    }

    private static AlertFacts facts(Consumer<Alert.Builder> change) {
        Alert.Builder alert = Alert.newBuilder(
                Alerts.next(Alerts.spike("alert-1", "nhi-42", NOW.minusSeconds(1)), EpisodeState.ESCALATED));
        change.accept(alert);
        return AlertFacts.of(alert.build());
    }

    private static AlertFacts identity(UnaryOperator<AlertIdentity.Builder> change) {
        return facts(alert -> alert.setIdentity(
                change.apply(AlertIdentity.newBuilder(alert.getIdentity())).build()));
    }

    private static PolicySettings settings(
            ActionMode mode, Set<AlertType> dryRunTypes, Set<String> neverAutoAct, int blastRadius) {
        return new PolicySettings(
                Route.ofEverything("webhook", mode),
                List.of(),
                dryRunTypes,
                neverAutoAct,
                Duration.ofMinutes(15),
                Duration.ofHours(48),
                new Limits(blastRadius, 10, 3, 4, 10, 3, Duration.ofMinutes(10)));
    }

    private static final class FakeRecent implements RecentActions {
        private Set<ResponseStep> taken = Set.of();
        private Set<AlertType> signals = Set.of();
        private Set<Acted> actedOn = Set.of();
        private Set<String> toldOf = Set.of();
        private @Nullable String halted;

        @Override
        public boolean taken(String alertId, String connector, ResponseStep step, ActionMode mode) {
            return taken.contains(step);
        }

        @Override
        public Optional<String> halted() {
            return Optional.ofNullable(halted);
        }

        @Override
        public Set<AlertType> otherSignals(String identityId, String alertId, Instant since) {
            assertThat(since).isEqualTo(NOW.minus(LIVE.secondSignalWindow()));
            return signals;
        }

        @Override
        public Set<Acted> actedOn(Instant since) {
            assertThat(since).isEqualTo(NOW.minus(LIVE.limits().window()));
            return actedOn;
        }

        @Override
        public Set<String> toldOf(Instant since) {
            assertThat(since).isEqualTo(NOW.minus(LIVE.limits().window()));
            return toldOf;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.DetectionMode;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Alerts;
import io.keysurge.fixture.OpenRegister;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.KnownActions;
import io.keysurge.revoke.PolicySettings.Limits;
import io.keysurge.revoke.PolicySettings.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyLaws {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final EventReference EVIDENCE = new EventReference(null, "alerts", 0, 0L);

    @Property
    void every_alert_gets_a_decision_and_at_most_one_of_them_protects(
            @ForAll("alerts") Alert alert, @ForAll ActionMode mode) {
        List<Decision> decisions = decide(alert, mode, new KnownActions(10));

        assertThat(decisions).isNotEmpty();
        assertThat(decisions).filteredOn(one -> Ladder.isProtective(one.step())).hasSizeLessThanOrEqualTo(1);
    }

    @Property
    void a_dry_run_never_executes(@ForAll("alerts") Alert alert) {
        assertThat(recorded(alert, ActionMode.DRY_RUN, new KnownActions(10)))
                .allMatch(action -> action.getMode() == ActionMode.DRY_RUN)
                .noneMatch(action -> action.getState() == ActionState.EXECUTING);
    }

    @Property
    void a_dry_run_plans_what_a_live_run_does(@ForAll("alerts") Alert alert) {
        List<ResponseStep> live = acted(decide(alert, ActionMode.LIVE, new KnownActions(10)));
        List<ResponseStep> dry = acted(decide(alert, ActionMode.DRY_RUN, new KnownActions(10)));

        assertThat(dry).isEqualTo(live);
    }

    @Property
    void nothing_that_is_not_live_or_not_known_is_ever_stopped(@ForAll("alerts") Alert alert) {
        List<ResponseStep> acted = acted(decide(alert, ActionMode.LIVE, new KnownActions(10)));

        if (alert.getMode() == DetectionMode.REPLAY || alert.getState() == EpisodeState.CLOSED) {
            assertThat(acted).isEmpty();
        }
        if (!alert.getIdentity().getRegistered() || alert.getIdentity().getNeverAutoRevoke()) {
            assertThat(acted).noneMatch(Ladder::isProtective);
        }
    }

    @Property
    void a_step_that_was_taken_is_not_taken_by_a_later_revision(
            @ForAll("alerts") Alert alert, @ForAll ActionMode mode) {
        KnownActions known = new KnownActions(10);
        List<ResponseStep> first = acted(decide(alert, mode, known));
        Assume.that(!first.isEmpty());
        recorded(alert, mode, known).forEach(known::learn);

        assertThat(acted(decide(Alerts.next(alert, EpisodeState.ESCALATED), mode, known)))
                .doesNotContainAnyElementsOf(first);
    }

    private static List<ResponseStep> acted(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Act.class::isInstance)
                .map(Decision::step)
                .toList();
    }

    private static List<Decision> decide(Alert alert, ActionMode mode, KnownActions known) {
        PolicySettings settings = new PolicySettings(
                Route.ofEverything("webhook", mode),
                List.of(),
                Set.of(),
                Set.of(),
                Duration.ofMinutes(15),
                Duration.ofHours(48),
                new Limits(5, 10, 3, 5, 10, 3, Duration.ofMinutes(10)));
        return new Policy(settings, new OpenRegister()).decide(AlertFacts.of(alert), known, NOW);
    }

    private static List<ActionRecord> recorded(Alert alert, ActionMode mode, KnownActions known) {
        return decide(alert, mode, known).stream()
                .map(decision -> ActionMoves.decided(
                        decision, alert, "plan", EVIDENCE, alert.getAlertId(), "0123456789abcdef", NOW))
                .toList();
    }

    private static Alert revised(Alert alert, int revision) {
        Alert revised = alert;
        while (revised.getRevision() < revision) {
            revised = Alerts.next(revised, revised.getState());
        }
        return revised;
    }

    @Provide
    Arbitrary<Alert> alerts() {
        Arbitrary<AlertIdentity> identities = Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Criticality.class))
                .as((registered, never, criticality) -> Alerts.identity("nhi-42")
                        .setRegistered(registered)
                        .setNeverAutoRevoke(never)
                        .setCriticality(criticality)
                        .build());
        return Combinators.combine(
                        Arbitraries.of(AlertType.class),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(EpisodeState.class),
                        Arbitraries.of(DetectionMode.LIVE, DetectionMode.LIVE, DetectionMode.REPLAY),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(-600, 1_800),
                        identities)
                .as((type, severity, state, mode, revision, age, identity) -> Alert.newBuilder(revised(
                                Alerts.alert(type, severity, "alert-1", "nhi-42", NOW.minusSeconds(age)), revision))
                        .setState(state)
                        .setMode(mode)
                        .setIdentity(identity)
                        .build());
    }
}

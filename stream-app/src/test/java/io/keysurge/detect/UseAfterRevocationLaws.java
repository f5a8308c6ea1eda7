// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Usage.Result;
import io.keysurge.state.PackedState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What holds for every identity that was stopped, whenever it is used and whoever tells of it first. */
class UseAfterRevocationLaws {

    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);
    private static final String ID = "nhi-1";
    private static final long NOON = Life.MONDAY * 60_000;

    /** A call so many milliseconds from noon on. */
    record Call(int after, @Nullable String credential, boolean served) {}

    /** An action of which the target said yes so many milliseconds from noon on. */
    record Action(int id, @Nullable String credential, int after, int lag) {
        Revocation done() {
            return new Revocation("action-" + id, credential, "REVOKE", NOON + after, lag, false);
        }

        Revocation undone() {
            return new Revocation("action-" + id, credential, "REVOKE", NOON + after, lag, true);
        }
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        return Combinators.combine(milliseconds(), credentials(), Arbitraries.of(true, true, false))
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        Arbitrary<Integer> ids = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> lags = Arbitraries.of(0, 1, 1_000, 60_000);
        return Combinators.combine(ids, credentials(), milliseconds(), lags)
                .as(Action::new)
                .list()
                .uniqueElements(Action::id)
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<Integer> milliseconds() {
        return Arbitraries.integers().between(0, 300_000);
    }

    private static Arbitrary<@Nullable String> credentials() {
        return Arbitraries.of("fp-1", "fp-2").injectNull(0.3);
    }

    @Property(tries = 300)
    void an_action_is_spoken_of_exactly_when_a_call_that_it_should_stop_was_answered_too_late(
            @ForAll("calls") List<Call> calls, @ForAll("actions") List<Action> actions) {
        Revocations revocations = known(actions);
        List<Finding> findings = used(new Profile(), identity(revocations), calls);

        Set<String> failed = actions.stream()
                .map(Action::done)
                .filter(action -> calls.stream().anyMatch(call -> isTooLate(call, action)))
                .map(Revocation::actionId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(subjects(findings)).isEqualTo(failed);
        assertThat(findings)
                .filteredOn(each -> each.kind() == AlertKind.USE_AFTER_REVOCATION)
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(5);
                    assertThat(finding.measure().observed())
                            .isGreaterThan(finding.measure().threshold());
                });
        Statistics.label("speaks")
                .collect(!failed.isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 20 && share < 95));
    }

    @Property(tries = 200)
    void the_order_of_calls_changes_nothing_about_which_actions_failed(
            @ForAll("calls") List<Call> calls, @ForAll("actions") List<Action> actions, @ForAll Random random) {
        Identity identity = identity(known(actions));
        List<Call> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled, random);
        assertThat(subjects(used(new Profile(), identity, shuffled)))
                .isEqualTo(subjects(used(new Profile(), identity, calls)));
    }

    @Property(tries = 300)
    void an_action_that_becomes_known_afterwards_accuses_nobody_whom_it_would_not_have_accused_before(
            @ForAll("calls") List<Call> calls, @ForAll("actions") List<Action> actions) {
        List<Call> inOrder =
                calls.stream().sorted(Comparator.comparingInt(Call::after)).toList();
        // Of a call without a credential nobody can say with which it was made.
        List<Call> told =
                inOrder.stream().filter(call -> call.credential() != null).toList();
        Set<String> atOnce = subjects(used(new Profile(), identity(known(actions)), told));
        Profile profile = new Profile();
        used(profile, Identity.UNREGISTERED, told);
        List<Finding> later = new ArrayList<>();
        for (Action action : actions) {
            later.addAll(ENGINE.stop(
                    profile,
                    ID,
                    identity(known(actions)),
                    action.done(),
                    NOON + 301_000,
                    offset -> new Position("usage", 0, offset)));
        }
        assertThat(atOnce).containsAll(subjects(later));
        Statistics.label("speaks afterwards")
                .collect(!later.isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 10));
    }

    @Property(tries = 100)
    void an_identity_that_goes_on_for_minutes_is_found_also_when_the_action_becomes_known_afterwards(
            @ForAll @IntRange(min = 2, max = 60) int minutes) {
        List<Call> calls = new ArrayList<>();
        for (int minute = 0; minute <= minutes; minute++) {
            calls.add(new Call(minute * 60_000, "fp-1", true));
        }
        var action = new Action(1, "fp-1", 0, 1_000);
        Profile profile = new Profile();
        used(profile, Identity.UNREGISTERED, calls);
        List<Finding> found = ENGINE.stop(
                profile,
                ID,
                identity(known(List.of(action))),
                action.done(),
                NOON + 61 * 60_000,
                offset -> new Position("usage", 0, offset));
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.measure().observed()).isEqualTo(60.0 * minutes);
            assertThat(finding.raisedAt()).isEqualTo(NOON + 61 * 60_000);
        });
    }

    @Property(tries = 100)
    void what_is_undone_is_forgotten_and_what_is_known_stays_bounded_and_packs(
            @ForAll("actions") List<Action> actions) {
        Revocations revocations = known(actions);
        assertThat(PackedState.revocations(PackedState.revocations(revocations)))
                .isEqualTo(revocations);
        for (Action action : actions) {
            assertThat(PackedState.revocation(PackedState.revocation(action.undone())))
                    .isEqualTo(action.undone());
            assertThat(revocations.with(action.done())).isEqualTo(revocations);
            revocations = revocations.with(action.undone());
        }
        assertThat(revocations).isEqualTo(Revocations.NONE);
        for (int i = 0; i < 100; i++) {
            revocations = revocations.with(new Action(i, null, i, 0).done());
        }
        assertThat(revocations.actions())
                .hasSize(Revocations.MOST)
                .last()
                .isEqualTo(new Action(99, null, 99, 0).done());
    }

    private static boolean isTooLate(Call call, Revocation action) {
        return call.served()
                && NOON + call.after() > action.effectiveAt() + action.allowedLag()
                && (action.credential() == null || action.credential().equals(call.credential()));
    }

    private static Revocations known(List<Action> actions) {
        Revocations known = Revocations.NONE;
        for (Action action : actions) {
            known = known.with(action.done());
        }
        return known;
    }

    private static Identity identity(Revocations revocations) {
        return Identity.UNREGISTERED.stoppedBy(revocations);
    }

    private static Set<String> subjects(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.kind() == AlertKind.USE_AFTER_REVOCATION)
                .map(each -> String.valueOf(each.subject()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Finding> used(Profile profile, Identity identity, List<Call> calls) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            findings.addAll(
                    ENGINE.observe(profile, identity, usage(calls.get(i), i)).findings());
        }
        return findings;
    }

    private static Usage usage(Call call, int i) {
        return new Usage(
                "event-" + i,
                NOON + call.after(),
                ID,
                call.credential(),
                "app",
                null,
                "model-a",
                null,
                null,
                100,
                10,
                0,
                1,
                -1,
                null,
                true,
                call.served() ? Result.SERVED : Result.DENIED,
                new Position("usage", 0, i));
    }
}

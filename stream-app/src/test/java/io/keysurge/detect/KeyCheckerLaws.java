// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every source, whatever it tries. */
class KeyCheckerLaws {

    private static final KeyChecker CHECKER = new KeyChecker(DetectionSettings.DEFAULTS);

    /** One attempt, so many minutes after the one before; sometimes a little out of order or after a long pause. */
    record Try(int pause, int key, boolean refused, boolean exposed) {}

    @Provide
    Arbitrary<List<Try>> attempts() {
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(0, 1)),
                Tuple.of(3, Arbitraries.integers().between(-12, 12)),
                Tuple.of(1, Arbitraries.integers().between(700, 2_000)));
        Arbitrary<Integer> keys = Arbitraries.integers().between(0, 250);
        Arbitrary<Boolean> exposed = Arbitraries.of(true, false, false, false, false, false, false, false);
        return Combinators.combine(pauses, keys, Arbitraries.of(true, true, true, false), exposed)
                .as(Try::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(300);
    }

    @Property(tries = 100)
    void a_replay_finds_the_same_and_a_restore_changes_nothing(
            @ForAll("attempts") List<Try> tries, @ForAll @IntRange(min = 1, max = 9) int every) {
        List<Finding> unbroken = new ArrayList<>();
        List<Finding> broken = new ArrayList<>();
        Source source = new Source();
        Source restored = new Source();
        List<Attempt> attempts = attempts(tries);
        for (int i = 0; i < attempts.size(); i++) {
            if (i % every == 0) {
                restored = PackedState.source(PackedState.source(restored));
            }
            unbroken.addAll(CHECKER.observe(source, attempts.get(i)));
            broken.addAll(CHECKER.observe(restored, attempts.get(i)));
        }
        assertThat(broken).isEqualTo(unbroken);
        assertThat(PackedState.source(restored)).isEqualTo(PackedState.source(source));
        Statistics.label("speaks")
                .collect(!unbroken.isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 50));
    }

    @Property(tries = 100)
    void what_is_remembered_stays_small_and_what_is_said_is_in_proportion(@ForAll("attempts") List<Try> tries) {
        Source source = new Source();
        int said = 0;
        int openings = 0;
        for (Attempt attempt : attempts(tries)) {
            for (Finding finding : CHECKER.observe(source, attempt)) {
                said++;
                openings += finding.stage() == Finding.Stage.OPEN ? 1 : 0;
                assertThat(finding.affected()).doesNotHaveDuplicates().hasSizeBetween(4, Source.MOST_KEYS);
            }
            assertThat(PackedState.source(source)).hasSizeLessThan(4_096);
        }
        // Each episode opens, closes, and doubles at most five times from 4 or 5 keys to 100.
        assertThat(said).isLessThanOrEqualTo(7 * openings);
    }

    @Property(tries = 100)
    void a_source_is_spoken_of_no_later_when_keys_that_it_tries_are_exposed(@ForAll("attempts") List<Try> tries) {
        List<Try> secret = tries.stream()
                .map(each -> new Try(each.pause(), each.key(), each.refused(), false))
                .toList();
        assertThat(firstSpoken(tries)).isLessThanOrEqualTo(firstSpoken(secret));
    }

    private static int firstSpoken(List<Try> tries) {
        Source source = new Source();
        List<Attempt> attempts = attempts(tries);
        for (int i = 0; i < attempts.size(); i++) {
            if (!CHECKER.observe(source, attempts.get(i)).isEmpty()) {
                return i;
            }
        }
        return attempts.size();
    }

    @Property(tries = 50)
    void an_attempt_packs_and_unpacks_without_difference(@ForAll("attempts") List<Try> tries) {
        for (Attempt attempt : attempts(tries)) {
            assertThat(PackedState.attempt(PackedState.attempt(attempt))).isEqualTo(attempt);
        }
    }

    private static List<Attempt> attempts(List<Try> tries) {
        List<Attempt> attempts = new ArrayList<>();
        long minute = Life.MONDAY;
        for (int i = 0; i < tries.size(); i++) {
            Try each = tries.get(i);
            minute += each.pause();
            attempts.add(new Attempt(
                    "elsewhere/us-east-1",
                    "nhi-" + each.key(),
                    minute * 60_000 + i,
                    each.refused(),
                    each.exposed(),
                    "event-" + i,
                    new Position("usage", i % 3, i)));
        }
        return attempts;
    }
}

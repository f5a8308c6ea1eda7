// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What a pace says is what its words say, worked out the slow way. */
class PaceLaws {

    private static final long FIRST = Life.MONDAY;

    /** Tokens of minutes in a row; most minutes are quiet or equal, as in life. */
    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(0)),
                        Tuple.of(2, Arbitraries.just(500)),
                        Tuple.of(3, Arbitraries.integers().between(1, 100_000)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(130);
    }

    @Property(tries = 300)
    void each_window_and_what_was_before_it_are_as_their_words_say(@ForAll("histories") List<Integer> history) {
        MinuteRing ring = ring(history);
        long at = ring.newest();
        var pace = new Pace(ring);
        pace.lookAt(at);

        assertThat(pace.tokens(Pace.MINUTE)).isEqualTo(minute(history, 0));
        assertThat(pace.tokens(Pace.BURST)).isEqualTo(burst(history, 0));
        assertThat(pace.tokens(Pace.LEVEL)).isEqualTo(level(history, 0));
        assertThat(pace.tokens(Pace.HOUR)).isEqualTo(sum(history, 0, 60) / 60);
        assertThat(pace.calls(Pace.LEVEL)).isEqualTo(pace.tokens(Pace.LEVEL));

        assertThat(pace.tokensBefore(Pace.MINUTE))
                .isBetween(mostOf(2, 60, back -> minute(history, back)), mostOf(2, 61, back -> minute(history, back)));
        assertThat(pace.tokensBefore(Pace.BURST)).isEqualTo(mostOf(3, 60, back -> burst(history, back)));
        double levelBefore = pace.tokensBefore(Pace.LEVEL);
        assertThat(levelBefore)
                .isBetween(
                        mostOf(10, 51, back -> level(history, back)) - 1e-6,
                        mostOf(10, 61, back -> level(history, back)) + 1e-6);
        Statistics.label("was busier before")
                .collect(levelBefore > pace.tokens(Pace.LEVEL))
                .coverage(seen -> {
                    seen.check(true).percentage(share -> share > 10);
                    seen.check(false).percentage(share -> share > 10);
                });
    }

    @Property(tries = 100)
    void it_is_the_same_kept_up_to_date_or_looked_at_afresh(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 0, max = 1_000_000) int more) {
        MinuteRing ring = ring(history);
        long at = ring.newest();
        var kept = new Pace(ring);
        kept.lookAt(at);
        kept.add(more, more);
        ring.add(usage(at, more));
        var afresh = new Pace(ring);
        afresh.lookAt(at);

        for (int window = 0; window < Pace.WINDOWS; window++) {
            assertThat(kept.tokens(window)).isEqualTo(afresh.tokens(window));
            assertThat(kept.calls(window)).isEqualTo(afresh.calls(window));
        }
    }

    @Property(tries = 100)
    void it_can_be_looked_at_for_a_minute_that_is_over(
            @ForAll("histories") List<Integer> history, @ForAll @IntRange(min = 1, max = 10) int later) {
        MinuteRing ring = ring(history);
        long at = ring.newest();
        ring.advanceTo(at + later);
        ring.add(usage(at + later, 777_777));
        var pace = new Pace(ring);
        pace.lookAt(at);

        assertThat(pace.tokens(Pace.MINUTE)).isEqualTo(minute(history, 0));
        assertThat(pace.tokens(Pace.BURST)).isEqualTo(burst(history, 0));
        assertThat(pace.tokens(Pace.LEVEL)).isEqualTo(level(history, 0));
    }

    private static MinuteRing ring(List<Integer> history) {
        var ring = new MinuteRing();
        for (int i = 0; i < history.size(); i++) {
            ring.advanceTo(FIRST + i);
            ring.add(usage(FIRST + i, history.get(i)));
        }
        return ring;
    }

    /** As many calls as tokens. */
    private static Usage usage(long minute, int tokens) {
        Usage usage = Life.withDefaults().takingPerCall(1).usage(minute, tokens, "event");
        return new Usage(
                usage.eventId(),
                usage.occurredAt(),
                usage.identityId(),
                null,
                null,
                null,
                null,
                null,
                null,
                usage.inputTokens(),
                usage.outputTokens(),
                0,
                tokens,
                -1,
                null,
                true,
                Usage.Result.SERVED,
                usage.position());
    }

    private static double mostOf(int first, int last, IntToDoubleFunction of) {
        double most = 0;
        for (int back = first; back <= last; back++) {
            most = Math.max(most, of.applyAsDouble(back));
        }
        return most;
    }

    private static double minute(List<Integer> history, int back) {
        return back < history.size() ? history.get(history.size() - 1 - back) : 0;
    }

    private static double burst(List<Integer> history, int back) {
        return Math.min(minute(history, back), minute(history, back + 1));
    }

    private static double level(List<Integer> history, int back) {
        return sum(history, back, 10) / 10;
    }

    private static double sum(List<Integer> history, int back, int minutes) {
        double sum = 0;
        for (int i = back; i < back + minutes; i++) {
            sum += minute(history, i);
        }
        return sum;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.state.PackedReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** However little room it takes: it says of each half hour what a plain map of minutes says. */
class CacheUseLaws {

    private static final long FIRST = Life.MONDAY;
    private static final long INPUT = 1_000_000;

    /** A call so many minutes after the newest, or before it, with tokens from a cache or without. */
    private record Call(int step, int cached) {}

    @Provide
    Arbitrary<List<Call>> lives() {
        Arbitrary<Integer> cached = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1, 9_000)), Tuple.of(1, Arbitraries.just(0)));
        return Combinators.combine(MinutesOfALife.steps(), cached)
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void it_holds_what_a_plain_map_holds_and_so_does_what_was_stored(@ForAll("lives") List<Call> life) {
        var use = new CacheUse(usage(FIRST, 1));
        Map<Long, Long> cached = new TreeMap<>();
        use.add(usage(FIRST, 1), FIRST);
        cached.put(FIRST, 1L);
        long newest = FIRST;
        for (Call call : life) {
            long minute = newest + call.step();
            newest = Math.max(newest, minute);
            use.add(usage(minute, call.cached()), newest);
            cached.merge(minute, (long) call.cached(), Long::sum);
            if (call.cached() % 3 == 0) {
                use = stored(use);
            }
        }

        for (long last = newest - HalfHour.MINUTES; last <= newest; last++) {
            long known = LongStream.rangeClosed(last - HalfHour.MINUTES + 1, last)
                    .map(minute -> cached.getOrDefault(minute, 0L))
                    .sum();
            assertThat(use.uncached(last, new HalfHour(INPUT, 0, 100))).isEqualTo(100.0 * (INPUT - known) / INPUT);
        }
        assertThat(bytes(stored(use))).isEqualTo(bytes(use));
    }

    private static CacheUse stored(CacheUse use) {
        return new CacheUse(new PackedReader(bytes(use)));
    }

    private static byte[] bytes(CacheUse use) {
        return MinutesOfALife.bytes(use::write);
    }

    private static Usage usage(long minute, int cached) {
        return MinutesOfALife.call(minute, INPUT, cached, Usage.Result.SERVED);
    }
}

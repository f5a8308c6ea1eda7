// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.state.PackedReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** However many slots a ring has: it says of each of the last 64 minutes what a plain map says. */
class MinuteRingLaws {

    private static final long FIRST = Life.MONDAY;

    /** A call so many minutes after the newest, or before it. */
    private record Call(int step, int tokens, boolean refused) {}

    @Provide
    Arbitrary<List<Call>> lives() {
        return Combinators.combine(
                        MinutesOfALife.steps(),
                        Arbitraries.integers().between(1, 9_000),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void it_holds_what_a_plain_map_holds_and_so_does_what_was_stored(@ForAll("lives") List<Call> life) {
        var ring = new MinuteRing();
        Map<Long, Long> tokens = new TreeMap<>();
        Map<Long, Long> refused = new TreeMap<>();
        long newest = FIRST;
        ring.advanceTo(newest);
        for (Call call : life) {
            long minute = newest + call.step();
            ring.advanceTo(Math.max(newest, minute));
            newest = Math.max(newest, minute);
            ring.add(usage(minute, call));
            (call.refused() ? refused : tokens).merge(minute, call.refused() ? 1L : call.tokens(), Long::sum);
            if (call.tokens() % 3 == 0) {
                ring = stored(ring);
            }
        }

        for (long minute = newest - 70; minute <= newest; minute++) {
            boolean held = minute > newest - MinuteRing.MINUTES;
            assertThat(ring.tokens(minute)).isEqualTo(held ? tokens.getOrDefault(minute, 0L) : 0);
            assertThat(ring.refused(minute, minute)).isEqualTo(held ? refused.getOrDefault(minute, 0L) : 0);
        }
        assertThat(bytes(stored(ring))).isEqualTo(bytes(ring));
        Statistics.label("slots").collect(ring.slots()).coverage(seen -> {
            seen.check(4).percentage(share -> share > 1);
            seen.check(64).percentage(share -> share > 10);
        });
    }

    private static MinuteRing stored(MinuteRing ring) {
        return MinuteRing.read(new PackedReader(bytes(ring)));
    }

    private static byte[] bytes(MinuteRing ring) {
        return MinutesOfALife.bytes(ring::write);
    }

    private static Usage usage(long minute, Call call) {
        return call.refused()
                ? MinutesOfALife.call(minute, 0, 0, Usage.Result.DENIED)
                : MinutesOfALife.call(minute, call.tokens(), 0, Usage.Result.SERVED);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import io.keysurge.state.PackedWriter;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Calls by the minute, for those who remember the last hour of them. */
final class MinutesOfALife {

    private static final int GRACE = 10;

    private MinutesOfALife() {}

    /** How many minutes after the newest minute a call comes, or before it: mostly none, now and then more than an hour. */
    static Arbitrary<Integer> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 2)),
                Tuple.of(2, Arbitraries.integers().between(-GRACE, -1)),
                Tuple.of(2, Arbitraries.integers().between(3, 80)));
    }

    static Usage call(long minute, long inputTokens, long cachedTokens, Usage.Result result) {
        return new Usage(
                "event",
                minute * 60_000,
                "nhi-1",
                null,
                null,
                null,
                null,
                null,
                null,
                inputTokens,
                0,
                cachedTokens,
                1,
                -1,
                null,
                true,
                result,
                new Position("usage", 0, minute));
    }

    static byte[] bytes(Consumer<StateWriter> state) {
        var writer = new PackedWriter();
        state.accept(writer);
        return writer.toBytes();
    }
}

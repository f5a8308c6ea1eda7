// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.detect.Profile;
import io.keysurge.state.PackedState;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to put a warm profile into the store, and to take it out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PackedStateBenchmark {

    private static final int DAYS = 8;

    /** Identities whose profiles are packed in turn. */
    @Param("100")
    private int identities;

    private @Nullable JudgedLives lives;
    private byte[][] packed = {};
    private int next;

    /** Lets the identities live, and packs every profile once, for the reader. */
    @Setup
    public void live() {
        JudgedLives lived = JudgedLives.warm(identities, DAYS);
        packed = new byte[identities][];
        for (int i = 0; i < identities; i++) {
            packed[i] = PackedState.profile(lived.profile(i));
        }
        lives = lived;
    }

    /** A profile becomes bytes. */
    @Benchmark
    public byte[] write_a_profile() {
        return PackedState.profile(Objects.requireNonNull(lives).profile(next()));
    }

    /** Bytes become a profile. */
    @Benchmark
    public Profile read_a_profile() {
        return PackedState.profile(packed[next()]);
    }

    private int next() {
        next = next + 1 == identities ? 0 : next + 1;
        return next;
    }
}

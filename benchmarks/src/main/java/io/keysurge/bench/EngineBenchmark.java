// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import io.keysurge.detect.Observation;
import io.keysurge.detect.Usage;
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

/** What it costs to judge one event, profile decoded and on the heap: 1,000 identities, four days known of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EngineBenchmark {

    private static final int DAYS = 4;

    /** Identities that speak in turn. */
    @Param("1000")
    private int identities;

    /** Events of an identity within one minute of event time: the first of each judges the minute before as a whole. */
    @Param({"1", "20"})
    private int eventsPerMinute;

    private @Nullable JudgedLives lives;
    private @Nullable Population population;

    /** Lets the identities live. */
    @Setup
    public void live() {
        lives = JudgedLives.warm(identities, DAYS, eventsPerMinute);
        population = new Population(identities, eventsPerMinute, 7);
    }

    /** One event judged, the making of the event included. */
    @Benchmark
    public Observation judge_one_event() {
        return Objects.requireNonNull(lives).judgeNext();
    }

    /** The making of the event alone, to be subtracted. */
    @Benchmark
    public Usage make_one_event() {
        return Objects.requireNonNull(population).next();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

@DisplayName("The benchmarks")
class BenchmarksTest {

    private static final int METHODS = 9;

    @Test
    void run_every_method_once_without_an_error() throws RunnerException {
        var once = new OptionsBuilder()
                .include("io\\.keysurge\\.bench\\..*")
                .mode(Mode.SingleShotTime)
                .param("identities", "10")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        assertThat(new Runner(once).run()).hasSize(METHODS);
    }
}

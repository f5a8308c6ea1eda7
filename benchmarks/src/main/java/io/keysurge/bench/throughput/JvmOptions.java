// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import java.util.ArrayList;
import java.util.List;

/** The options that every system's JVM is started with. */
final class JvmOptions {

    private JvmOptions() {}

    static List<String> of(Plan plan) {
        List<String> options = new ArrayList<>(List.of(
                "-Xms" + plan.heap(),
                "-Xmx" + plan.heap(),
                "-XX:+UseG1GC",
                // A compiler thread that ends would take its CPU time with it, and could no longer be subtracted.
                "-XX:-UseDynamicNumberOfCompilerThreads"));
        options.addAll(plan.jvmOptions());
        return options;
    }
}

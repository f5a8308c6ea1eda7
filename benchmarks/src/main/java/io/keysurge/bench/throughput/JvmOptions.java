// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.throughput.system.SystemName;
import java.util.ArrayList;
import java.util.List;

/** The options that every system's JVM is started with. */
final class JvmOptions {

    /** As Flink's own start scripts do. */
    private static final List<String> OPENED_TO_FLINK = List.of(
            "java.lang",
            "java.lang.reflect",
            "java.net",
            "java.io",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    private JvmOptions() {}

    /** What each JVM is started with, whatever the system. */
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

    /** The same, and what the system needs besides. */
    static List<String> of(Plan plan, SystemName system) {
        List<String> options = of(plan);
        if (system == SystemName.FLINK || system == SystemName.FLINK_TUNED) {
            OPENED_TO_FLINK.forEach(room -> options.add("--add-opens=java.base/" + room + "=ALL-UNNAMED"));
        }
        return options;
    }
}

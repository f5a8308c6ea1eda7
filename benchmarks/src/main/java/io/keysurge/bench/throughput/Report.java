// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import io.keysurge.bench.stage.Place;
import io.keysurge.bench.throughput.rule.SimpleRule;
import java.util.List;

/**
 * Everything that was measured, and where.
 *
 * @param machine processor and number of cores
 * @param jdk the JVM
 * @param jvmOptions options of each system's JVM
 * @param ruleOfPeers what the peers do
 * @param rows one for each system and topic
 * @param failures systems that failed, and why
 */
record Report(
        String machine, String jdk, String jvmOptions, String ruleOfPeers, List<Row> rows, List<String> failures) {

    Report {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }

    static Report of(Plan plan, List<Row> rows, List<String> failures) {
        Place here = Place.here();
        return new Report(
                here.machine(), here.jdk(), String.join(" ", JvmOptions.of(plan)), SimpleRule.IN_WORDS, rows, failures);
    }

    /** True when every system ran, and every one that judges found what it must. */
    boolean holds() {
        return failures.isEmpty() && rows.stream().allMatch(row -> row.alerts().holds());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.keysurge.bench.stage.Look;
import java.util.List;

/**
 * What the same usage costs when so many instances share it; a first part, in which all is cold, not counted.
 *
 * @param instances how many
 * @param cpuSPerMillion CPU of all of them per million events, without the JIT compiler
 * @param eventsPerS events a second, of all of them
 * @param shares part of the events that each of them did
 */
record Work(
        int instances,
        @JsonProperty("cpu_s_per_million") double cpuSPerMillion,
        double eventsPerS,
        List<Double> shares) {

    private static final double MILLION = 1e6;

    Work {
        shares = List.copyOf(shares);
    }

    /** Between two looks at every instance, in the same order. */
    static Work between(List<Look> begin, List<Look> end, double seconds) {
        double cpu = sumOfCpu(end) - sumOfCpu(begin);
        long events = sumOfEvents(end) - sumOfEvents(begin);
        List<Double> shares = end.stream()
                .map(look -> (double) look.events() / sumOfEvents(end))
                .toList();
        return new Work(end.size(), cpu / (events / MILLION), events / seconds, shares);
    }

    static long sumOfEvents(List<Look> looks) {
        return looks.stream().mapToLong(Look::events).sum();
    }

    private static double sumOfCpu(List<Look> looks) {
        return looks.stream().mapToDouble(Look::cpuSeconds).sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A system's alerts beside those of the recount.
 *
 * @param expected alerts of the recount; 0 for a system that judges nothing
 * @param raised alerts of the system
 * @param equal those of both
 * @param missing some of those that only the recount has
 * @param unexpected some of those that only the system has
 */
record AlertCheck(long expected, long raised, long equal, List<String> missing, List<String> unexpected) {

    private static final int SOME = 5;

    /** Of a system that judges nothing. */
    static final AlertCheck NONE = new AlertCheck(0, 0, 0, List.of(), List.of());

    static AlertCheck of(Set<String> expected, List<String> raised) {
        Set<String> distinct = new HashSet<>(raised);
        Set<String> equal = new HashSet<>(distinct);
        equal.retainAll(expected);
        return new AlertCheck(
                expected.size(), raised.size(), equal.size(), some(expected, equal), some(distinct, equal));
    }

    private static List<String> some(Set<String> of, Set<String> but) {
        return of.stream()
                .filter(alert -> !but.contains(alert))
                .sorted()
                .limit(SOME)
                .toList();
    }

    /** True when the system raised what it must, each once, and nothing else. */
    boolean holds() {
        return raised == expected && equal == expected;
    }

    /** In words, for a table. */
    String inWords() {
        return equals(NONE)
                ? "-"
                : equal + " of " + expected + " equal" + (raised == expected ? "" : ", raised " + raised);
    }
}

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
 */
record AlertCheck(long expected, long raised, long equal) {

    /** Of a system that judges nothing. */
    static final AlertCheck NONE = new AlertCheck(0, 0, 0);

    static AlertCheck of(Set<String> expected, List<String> raised) {
        var distinct = new HashSet<>(raised);
        distinct.retainAll(expected);
        return new AlertCheck(expected.size(), raised.size(), distinct.size());
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

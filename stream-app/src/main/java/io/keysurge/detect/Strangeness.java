// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/** What is strange about a caller: a small set, as bits. */
final class Strangeness {

    static final int NONE = 0;
    /** A model that is no habit, and that none of the identity's established origins uses. */
    static final int MODEL = 1;
    /** An application that is not declared or no habit, or none named where one always is. */
    static final int APPLICATION = 2;
    /** No agent named where one always is. */
    static final int AGENT = 4;
    /** The calls were refused. */
    static final int REFUSED = 8;

    private Strangeness() {}

    static boolean has(int set, int trait) {
        return (set & trait) != 0;
    }
}

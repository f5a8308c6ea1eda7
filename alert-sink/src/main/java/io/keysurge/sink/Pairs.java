// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings such as {@code nhi-billing=billing-bot}: what identities are called elsewhere. */
final class Pairs {

    private Pairs() {}

    /**
     * Checks one pair.
     *
     * @throws IllegalArgumentException when it is none
     */
    static void require(String pair) {
        if (pair.indexOf('=') < 1 || name(pair).isBlank()) {
            throw new IllegalArgumentException(pair);
        }
    }

    /** Names by identity id. */
    static Map<String, String> of(List<String> pairs) {
        Map<String, String> names = new HashMap<>();
        pairs.forEach(pair -> names.put(pair.substring(0, pair.indexOf('=')), name(pair)));
        return names;
    }

    /** What the identity is called elsewhere. */
    static String name(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }
}

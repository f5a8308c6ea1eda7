// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.detect.Usage;
import io.keysurge.replay.Explanation.Caller;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which applications used an identity, and how much. */
final class Callers {

    private final Map<String, Caller> named = new HashMap<>();

    synchronized void add(Usage usage) {
        String name = usage.application() == null ? "" : usage.application();
        named.merge(name, new Caller(usage.application(), usage.tokens(), usage.calls()), Caller::and);
    }

    /** Those with the most tokens first. */
    synchronized List<Caller> all() {
        return named.values().stream()
                .sorted(Comparator.comparingLong(Caller::tokens)
                        .reversed()
                        .thenComparing(caller -> caller.application() == null ? "" : caller.application()))
                .toList();
    }
}

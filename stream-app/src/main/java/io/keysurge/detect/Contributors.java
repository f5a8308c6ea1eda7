// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who took most, in bounded memory: space-saving counters (Metwally, Agrawal, El Abbadi 2005). Exact while there are no
 * more than {@value #MOST}; beyond, a newcomer takes the smallest counter over, so that nobody's count is too small.
 */
public final class Contributors {

    static final int MOST = 32;

    private final List<Contribution> counters = new ArrayList<>(0);

    /** What one identity took. */
    public record Contribution(String identityId, long tokens) {}

    /** Adds to what an identity took. */
    public void add(String identityId, long tokens) {
        int smallest = 0;
        for (int i = 0; i < counters.size(); i++) {
            Contribution each = counters.get(i);
            if (each.identityId().equals(identityId)) {
                counters.set(i, new Contribution(identityId, MinuteRing.saturatingAdd(each.tokens(), tokens)));
                return;
            }
            if (each.tokens() < counters.get(smallest).tokens()) {
                smallest = i;
            }
        }
        if (counters.size() < MOST) {
            counters.add(new Contribution(identityId, tokens));
        } else {
            long known = counters.get(smallest).tokens();
            counters.set(smallest, new Contribution(identityId, MinuteRing.saturatingAdd(known, tokens)));
        }
    }

    /** Adds what others counted. */
    public void addAll(Contributors others) {
        others.counters.forEach(each -> add(each.identityId(), each.tokens()));
    }

    /** Those that took most, in that order. */
    public List<Contribution> largest(int most) {
        return counters.stream()
                .sorted(Comparator.comparingLong(Contribution::tokens)
                        .reversed()
                        .thenComparing(Contribution::identityId))
                .limit(most)
                .toList();
    }

    void clear() {
        counters.clear();
    }

    /** Takes the counters apart. */
    public void write(StateWriter out) {
        out.number(counters.size());
        for (Contribution each : counters) {
            out.text(each.identityId());
            out.number(each.tokens());
        }
    }

    /** Puts counters together. */
    public static Contributors read(StateReader in) {
        var contributors = new Contributors();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            contributors.counters.add(new Contribution(in.name(), in.number()));
        }
        return contributors;
    }
}

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

    static final int MOST = 16;

    private final String[] names = new String[MOST];
    /** Of the names: most that differ are told apart by a number, and without a look at them. */
    private final int[] hashes = new int[MOST];

    private final long[] tokens = new long[MOST];
    private int size;

    /** What one identity took. */
    public record Contribution(String identityId, long tokens) {}

    /** Adds to what an identity took. */
    public void add(String identityId, long more) {
        int hash = identityId.hashCode();
        int smallest = 0;
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && names[i].equals(identityId)) {
                tokens[i] = MinuteRing.saturatingAdd(tokens[i], more);
                return;
            }
            if (tokens[i] < tokens[smallest]) {
                smallest = i;
            }
        }
        if (size < MOST) {
            name(size, identityId);
            tokens[size] = more;
            size++;
        } else {
            name(smallest, identityId);
            tokens[smallest] = MinuteRing.saturatingAdd(tokens[smallest], more);
        }
    }

    private void name(int counter, String identityId) {
        names[counter] = identityId;
        hashes[counter] = identityId.hashCode();
    }

    /** Adds what others counted. */
    public void addAll(Contributors others) {
        for (int i = 0; i < others.size; i++) {
            add(others.names[i], others.tokens[i]);
        }
    }

    /** Those that took most, in that order. */
    public List<Contribution> largest(int most) {
        List<Contribution> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(new Contribution(names[i], tokens[i]));
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Contribution::tokens)
                        .reversed()
                        .thenComparing(Contribution::identityId))
                .limit(most)
                .toList();
    }

    /** Takes the counters apart. */
    public void write(StateWriter out) {
        out.number(size);
        for (int i = 0; i < size; i++) {
            out.text(names[i]);
            out.number(tokens[i]);
        }
    }

    /** Puts counters together. */
    public static Contributors read(StateReader in) {
        var contributors = new Contributors();
        contributors.size = in.count();
        for (int i = 0; i < contributors.size; i++) {
            contributors.name(i, in.name());
            contributors.tokens[i] = in.number();
        }
        return contributors;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.flame;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One call on the way to where samples were taken: how many went through it, and what it called. */
final class Frame {

    private final String name;
    private final Map<String, Frame> called = new TreeMap<>();
    private long samples;

    Frame(String name) {
        this.name = name;
    }

    /** Takes one sample in, callers first. */
    void add(List<String> path) {
        samples++;
        if (!path.isEmpty()) {
            called.computeIfAbsent(path.get(0), Frame::new).add(path.subList(1, path.size()));
        }
    }

    String name() {
        return name;
    }

    long samples() {
        return samples;
    }

    /** What it called, by name, so that the same samples make the same picture. */
    Collection<Frame> called() {
        return called.values();
    }

    /** The longest chain of calls that so many samples or more went through, this one included. */
    int depth(double least) {
        int deepest = 0;
        for (Frame each : called.values()) {
            deepest = each.samples < least ? deepest : Math.max(deepest, each.depth(least));
        }
        return deepest + 1;
    }
}

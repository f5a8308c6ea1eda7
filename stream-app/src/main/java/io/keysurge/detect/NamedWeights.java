// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.List;

/** How calls fall to a few names, such as models; the least of them gives way when there are too many. Fades. */
final class NamedWeights {

    /** Names beyond which the lightest is forgotten. */
    static final int MOST_NAMES = 6;

    private final List<Weight> weights = new ArrayList<>(2);

    private static final class Weight {
        private final long name;
        private float weight;

        Weight(long name, float weight) {
            this.name = name;
            this.weight = weight;
        }
    }

    /** Adds so much to a name, given by its hash. */
    void add(long name, long amount) {
        for (Weight each : weights) {
            if (each.name == name) {
                each.weight += amount;
                return;
            }
        }
        if (weights.size() == MOST_NAMES) {
            weights.remove(lightest());
        }
        weights.add(new Weight(name, amount));
    }

    void fade(float factor) {
        weights.forEach(each -> each.weight *= factor);
    }

    /** The hashes of the names. */
    long[] names() {
        return weights.stream().mapToLong(each -> each.name).toArray();
    }

    /** The part of all that falls to a name, 0 to 1. */
    double part(long name) {
        double sum = 0;
        double own = 0;
        for (Weight each : weights) {
            sum += each.weight;
            own += each.name == name ? each.weight : 0;
        }
        return sum > 0 ? own / sum : 0;
    }

    /** The part that falls to other names there than here, 0 to 1. */
    double distance(NamedWeights other) {
        double shared = 0;
        for (Weight each : weights) {
            shared += Math.min(part(each.name), other.part(each.name));
        }
        return 1 - shared;
    }

    private Weight lightest() {
        Weight lightest = weights.get(0);
        for (Weight each : weights) {
            lightest = each.weight < lightest.weight ? each : lightest;
        }
        return lightest;
    }

    void write(StateWriter out) {
        out.number(weights.size());
        for (Weight each : weights) {
            out.bits(each.name);
            out.single(each.weight);
        }
    }

    static NamedWeights read(StateReader in) {
        var names = new NamedWeights();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            names.weights.add(new Weight(in.bits(), in.single()));
        }
        return names;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that can be repeated: the same seed and purpose roll the same numbers, on every Java version.
 *
 * <p>Each hour of each identity has dice of its own, so that an event does not depend on where a span of time begins.
 */
final class Dice {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice for one purpose, such as an identity's number and an hour. */
    static Dice of(long seed, long... purpose) {
        long mixed = seed;
        for (long part : purpose) {
            mixed = (mixed ^ part) * MIX;
            mixed ^= mixed >>> 31;
        }
        return new Dice(mixed);
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from least, inclusive, to most, exclusive. */
    double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** A whole number from 0, inclusive, to bound, exclusive. */
    int below(int bound) {
        return (int) (random.nextDouble() * bound);
    }

    /** One of the values, each as likely. */
    <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** One of the values, earlier ones more likely: half of what is left falls to each. */
    <T> T pickEarly(List<T> values) {
        int place = 0;
        while (place < values.size() - 1 && chance(0.5)) {
            place++;
        }
        return values.get(place);
    }

    /** A log-normal factor around 1 with this spread, cut to the given bounds. */
    double factor(double spread, double least, double most) {
        double bell = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
        return Math.min(most, Math.max(least, StrictMath.exp(spread * bell)));
    }
}

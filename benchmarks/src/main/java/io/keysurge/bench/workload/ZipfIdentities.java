// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Identities of which few speak often and most seldom: the one of rank r weighs 1/(r+5)^0.9. Which number has which
 * rank is shuffled, so that neighbours in a key space are no neighbours in activity.
 */
public final class ZipfIdentities {

    private static final double SHIFT = 5;
    private static final double EXPONENT = 0.9;

    private final double[] cumulative;
    private final int[] identityOfRank;

    /**
     * Identities 0 to count - 1.
     *
     * @param seed decides which identity has which rank
     */
    public ZipfIdentities(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("identities: " + count + " (expected: 1 or more)");
        }
        cumulative = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += Math.pow(rank + SHIFT, -EXPONENT);
            cumulative[rank] = sum;
        }
        identityOfRank = shuffled(count, new SplittableRandom(seed));
    }

    /** How many there are. */
    public int count() {
        return identityOfRank.length;
    }

    /**
     * The rank that a uniform number falls on.
     *
     * @param uniform at least 0 and less than 1
     * @return 0 for the busiest
     */
    public int rank(double uniform) {
        int found = Arrays.binarySearch(cumulative, uniform * cumulative[cumulative.length - 1]);
        int rank = found < 0 ? -found - 1 : found + 1;
        return Math.min(rank, cumulative.length - 1);
    }

    /** The identity of a rank. */
    public int identity(int rank) {
        return identityOfRank[rank];
    }

    private static int[] shuffled(int count, SplittableRandom dice) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int other = dice.nextInt(i + 1);
            numbers[i] = numbers[other];
            numbers[other] = i;
        }
        return numbers;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.series;

import java.util.Arrays;

/**
 * Values as letters of a small alphabet: how rare is this letter, and how rare is it after the one before? Finds
 * sequences that are odd though each of their values is usual.
 */
final class Symbols {

    private static final int LETTERS = 32;
    private static final double STEPS_PER_UNIT = 2;
    private static final double LETTER_PRIOR = 0.1;
    private static final double PAIR_PRIOR = 0.05;

    private final double[] letters = new double[LETTERS];
    private final double[][] pairs = new double[LETTERS][LETTERS];
    private final double[] firsts = new double[LETTERS];
    private double total = LETTERS * LETTER_PRIOR;
    private int previous = -1;
    private double rarity;
    private double oddity = Double.NaN;

    Symbols() {
        Arrays.fill(letters, LETTER_PRIOR);
        Arrays.fill(firsts, LETTERS * PAIR_PRIOR);
        for (double[] row : pairs) {
            Arrays.fill(row, PAIR_PRIOR);
        }
    }

    void read(double value) {
        int letter = (int) Math.min(LETTERS - 1, Math.max(0, Math.floor(value * STEPS_PER_UNIT + LETTERS / 2.0)));
        rarity = StrictMath.log(total / letters[letter]);
        letters[letter]++;
        total++;
        if (previous >= 0) {
            oddity = StrictMath.log(firsts[previous] / pairs[previous][letter]);
            pairs[previous][letter]++;
            firsts[previous]++;
        }
        previous = letter;
    }

    /** Minus the logarithm of the share this letter had so far. */
    double rarity() {
        return rarity;
    }

    /** The same among the letters that followed the previous one; not a number for the first. */
    double oddity() {
        return oddity;
    }
}

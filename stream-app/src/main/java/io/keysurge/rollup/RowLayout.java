// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;

/** The numbers of a row of {@link Rows}: where each is, and how they are packed. */
final class RowLayout {

    // Numbers of a row, in the order in which they are kept.
    static final int CALLS = 0;
    static final int INPUT = 1;
    static final int OUTPUT = 2;
    static final int COST = 3;
    static final int CACHE_READ = 4;
    static final int CACHE_WRITE = 5;
    static final int REASONING = 6;
    static final int STATED = 7;
    static final int STATED_CALLS = 8;
    static final int INPUT_WITHOUT = 9;
    static final int OUTPUT_WITHOUT = 10;
    static final int CACHE_READ_WITHOUT = 11;
    static final int CACHE_WRITE_WITHOUT = 12;
    private static final int SUMS = 13;
    static final int HOUR = 13;
    static final int OFFSET = 14;
    /** Twice the partition, and one more while something was not told. */
    static final int PARTITION = 15;
    /** What was told of the first sums. */
    static final int TOLD = 16;

    static final int TOLD_SUMS = 4;
    static final int NUMBERS = TOLD + TOLD_SUMS;

    // Above the sums in the mask of a row that is taken apart.
    private static final int ALL_STATED = 1 << 13;
    private static final int UNTOLD = 1 << 14;
    private static final int PARTLY_TOLD = 1 << 15;

    private RowLayout() {}

    /** Takes the numbers of a row apart. Most sums of most rows are nothing, or follow from others: a mask says which are there. */
    static void write(long[] numbers, int at, StateWriter out) {
        boolean allStated =
                numbers[at + STATED] == numbers[at + COST] && numbers[at + STATED_CALLS] == numbers[at + CALLS];
        boolean news = (numbers[at + PARTITION] & 1) != 0;
        boolean partlyTold = news && numbers[at + TOLD + CALLS] > 0;
        int mask = (allStated ? ALL_STATED : 0) | (news ? UNTOLD : 0) | (partlyTold ? PARTLY_TOLD : 0);
        for (int sum = 0; sum < SUMS; sum++) {
            if (numbers[at + sum] != 0 && !(allStated && followsFromOthers(sum))) {
                mask |= 1 << sum;
            }
        }
        out.number(numbers[at + HOUR]);
        out.number(numbers[at + PARTITION] >> 1);
        out.number(numbers[at + OFFSET]);
        out.brief((short) mask);
        for (int sum = 0; sum < SUMS; sum++) {
            if ((mask & 1 << sum) != 0) {
                out.number(numbers[at + sum]);
            }
        }
        if (partlyTold) {
            for (int sum = 0; sum < TOLD_SUMS; sum++) {
                out.number(numbers[at + TOLD + sum]);
            }
        }
    }

    private static boolean followsFromOthers(int sum) {
        return sum == STATED || sum == STATED_CALLS;
    }

    /** Puts the numbers of a row together. */
    static void read(long[] numbers, int at, StateReader in) {
        numbers[at + HOUR] = in.number();
        int partition = in.count();
        numbers[at + OFFSET] = in.number();
        int mask = in.brief();
        for (int sum = 0; sum < SUMS; sum++) {
            numbers[at + sum] = (mask & 1 << sum) == 0 ? 0 : in.number();
        }
        if ((mask & ALL_STATED) != 0) {
            numbers[at + STATED] = numbers[at + COST];
            numbers[at + STATED_CALLS] = numbers[at + CALLS];
        }
        boolean news = (mask & UNTOLD) != 0;
        numbers[at + PARTITION] = 2L * partition + (news ? 1 : 0);
        for (int sum = 0; sum < TOLD_SUMS; sum++) {
            boolean partlyTold = (mask & PARTLY_TOLD) != 0;
            numbers[at + TOLD + sum] = partlyTold ? in.number() : news ? 0 : numbers[at + sum];
        }
    }
}

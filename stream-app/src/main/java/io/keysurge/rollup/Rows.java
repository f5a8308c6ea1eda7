// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import static io.keysurge.rollup.RowLayout.CACHE_READ;
import static io.keysurge.rollup.RowLayout.CACHE_READ_WITHOUT;
import static io.keysurge.rollup.RowLayout.CACHE_WRITE;
import static io.keysurge.rollup.RowLayout.CACHE_WRITE_WITHOUT;
import static io.keysurge.rollup.RowLayout.CALLS;
import static io.keysurge.rollup.RowLayout.COST;
import static io.keysurge.rollup.RowLayout.HOUR;
import static io.keysurge.rollup.RowLayout.INPUT;
import static io.keysurge.rollup.RowLayout.INPUT_WITHOUT;
import static io.keysurge.rollup.RowLayout.NUMBERS;
import static io.keysurge.rollup.RowLayout.OFFSET;
import static io.keysurge.rollup.RowLayout.OUTPUT;
import static io.keysurge.rollup.RowLayout.OUTPUT_WITHOUT;
import static io.keysurge.rollup.RowLayout.PARTITION;
import static io.keysurge.rollup.RowLayout.REASONING;
import static io.keysurge.rollup.RowLayout.STATED;
import static io.keysurge.rollup.RowLayout.STATED_CALLS;
import static io.keysurge.rollup.RowLayout.TOLD;
import static io.keysurge.rollup.RowLayout.TOLD_SUMS;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.HourOfSpend.Added;
import io.keysurge.rollup.HourOfSpend.Sums;
import io.keysurge.rollup.HourOfSpend.WithoutCost;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hours on accounts, growing. All rows are in two arrays, one after the other: an event of whom nothing is in the
 * processor's caches waits for memory twice, and not for each name and sum.
 */
final class Rows {

    private static final long[] NO_NUMBERS = {};
    private static final String[] NO_NAMES = {};

    private long[] numbers = NO_NUMBERS;
    private @Nullable String[] names = NO_NAMES;
    private int size;
    private int untold;

    int size() {
        return size;
    }

    /** Whether of any row something was not told. */
    boolean anyUntold() {
        return untold > 0;
    }

    boolean isUntold(int row) {
        return (numbers[row * NUMBERS + PARTITION] & 1) != 0;
    }

    long hour(int row) {
        return numbers[row * NUMBERS + HOUR];
    }

    /** The row that an event belongs to, the newest first; negative when there is none. */
    int find(Consumption event) {
        for (int row = size - 1; row >= 0; row--) {
            if (Names.are(names, row, event.account()) && takes(row, event)) {
                return row;
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            if (Names.same(names, row, event.account()) && takes(row, event)) {
                Names.put(names, row, event.account()); // the next event will bring these objects
                return row;
            }
        }
        return -1;
    }

    /** Whether the hour is the event's, and sums still fit: costs have no bound but a long's. */
    private boolean takes(int row, Consumption event) {
        int at = row * NUMBERS;
        return numbers[at + HOUR] == event.hour()
                && numbers[at + COST] <= Long.MAX_VALUE - Math.max(0, event.costNanos())
                && numbers[at + INPUT] <= Long.MAX_VALUE - event.inputTokens()
                && numbers[at + OUTPUT] <= Long.MAX_VALUE - event.outputTokens()
                && numbers[at + CALLS] <= Long.MAX_VALUE - event.calls();
    }

    void add(int row, Consumption event) {
        int at = row * NUMBERS;
        markUntold(at);
        numbers[at + CALLS] += event.calls();
        numbers[at + INPUT] += event.inputTokens();
        numbers[at + OUTPUT] += event.outputTokens();
        numbers[at + COST] += Math.max(0, event.costNanos());
        numbers[at + CACHE_READ] += event.cacheReadTokens();
        numbers[at + CACHE_WRITE] += event.cacheWriteTokens();
        numbers[at + REASONING] += event.reasoningTokens();
        if (event.stated()) {
            numbers[at + STATED] += event.costNanos();
            numbers[at + STATED_CALLS] += event.calls();
        } else {
            numbers[at + INPUT_WITHOUT] += event.inputTokens();
            numbers[at + OUTPUT_WITHOUT] += event.outputTokens();
            numbers[at + CACHE_READ_WITHOUT] += event.cacheReadTokens();
            numbers[at + CACHE_WRITE_WITHOUT] += event.cacheWriteTokens();
        }
    }

    private void markUntold(int at) {
        if ((numbers[at + PARTITION] & 1) == 0) {
            numbers[at + PARTITION] |= 1;
            untold++;
        }
    }

    /** Begins a row with an event, which is yet to be added: the newest. */
    int begin(Consumption first) {
        int row = append(first.hour(), first.partition(), first.offset());
        Names.put(names, row, first.account());
        return row;
    }

    private int append(long hour, int partition, long offset) {
        if (size * NUMBERS == numbers.length) {
            resize(size + 1 + size / 2);
        }
        int at = size * NUMBERS;
        Arrays.fill(numbers, at, at + NUMBERS, 0);
        numbers[at + HOUR] = hour;
        numbers[at + OFFSET] = offset;
        numbers[at + PARTITION] = 2L * partition;
        return size++;
    }

    private void resize(int rows) {
        numbers = Arrays.copyOf(numbers, rows * NUMBERS);
        names = Arrays.copyOf(names, rows * Names.COUNT);
    }

    /** Makes a row the newest. */
    void renew(int row) {
        long[] renewed = Arrays.copyOfRange(numbers, row * NUMBERS, (row + 1) * NUMBERS);
        String[] renewedNames = Arrays.copyOfRange(names, row * Names.COUNT, (row + 1) * Names.COUNT);
        closeGap(row);
        System.arraycopy(renewed, 0, numbers, (size - 1) * NUMBERS, NUMBERS);
        System.arraycopy(renewedNames, 0, names, (size - 1) * Names.COUNT, Names.COUNT);
    }

    private void closeGap(int row) {
        int later = size - row - 1;
        System.arraycopy(numbers, (row + 1) * NUMBERS, numbers, row * NUMBERS, later * NUMBERS);
        System.arraycopy(names, (row + 1) * Names.COUNT, names, row * Names.COUNT, later * Names.COUNT);
    }

    /** Takes a row away of which everything was told. */
    void remove(int row) {
        closeGap(row);
        size--;
        if (size <= numbers.length / NUMBERS / 2) {
            resize(size);
        } else {
            Arrays.fill(names, size * Names.COUNT, (size + 1) * Names.COUNT, null);
        }
    }

    /** What a row is now; from now on it is told. */
    HourOfSpend tell(int row) {
        int at = row * NUMBERS;
        int partition = partition(at);
        long offset = numbers[at + OFFSET];
        var added = new Added(news(at, CALLS), news(at, INPUT), news(at, OUTPUT), news(at, COST));
        markTold(at);
        return new HourOfSpend(
                numbers[at + HOUR],
                Names.account(names, row),
                partition + "-" + offset,
                partition,
                offset,
                sums(at),
                added);
    }

    private int partition(int at) {
        return (int) (numbers[at + PARTITION] >> 1);
    }

    private long news(int at, int sum) {
        return numbers[at + sum] - numbers[at + TOLD + sum];
    }

    private void markTold(int at) {
        System.arraycopy(numbers, at, numbers, at + TOLD, TOLD_SUMS);
        if ((numbers[at + PARTITION] & 1) != 0) {
            numbers[at + PARTITION] ^= 1;
            untold--;
        }
    }

    private Sums sums(int at) {
        return new Sums(
                numbers[at + CALLS],
                numbers[at + INPUT],
                numbers[at + OUTPUT],
                numbers[at + CACHE_READ],
                numbers[at + CACHE_WRITE],
                numbers[at + REASONING],
                numbers[at + COST],
                numbers[at + STATED],
                numbers[at + STATED_CALLS],
                new WithoutCost(
                        numbers[at + INPUT_WITHOUT],
                        numbers[at + OUTPUT_WITHOUT],
                        numbers[at + CACHE_READ_WITHOUT],
                        numbers[at + CACHE_WRITE_WITHOUT]));
    }

    /** Takes all apart, the newest first, each with the names in which it differs from the one before. */
    void write(StateWriter out) {
        out.number(size);
        for (int row = size - 1; row >= 0; row--) {
            Names.write(names, row, row + 1 < size, out);
            RowLayout.write(numbers, row * NUMBERS, out);
        }
    }

    /** Puts rows together. */
    static Rows read(StateReader in) {
        var rows = new Rows();
        int count = in.count();
        rows.resize(count);
        rows.size = count;
        for (int row = count - 1; row >= 0; row--) {
            Names.read(rows.names, row, row + 1 < count, in);
            RowLayout.read(rows.numbers, row * NUMBERS, in);
            rows.untold += (int) rows.numbers[row * NUMBERS + PARTITION] & 1;
        }
        return rows;
    }
}

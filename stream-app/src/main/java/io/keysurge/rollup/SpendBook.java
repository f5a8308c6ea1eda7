// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one identity consumed in the hours that are not over for it: a row for each hour and account, bounded whatever
 * the input. Sums are exact: a row that leaves to make room is told first, and should its account come again in that
 * hour, another part of the hour begins.
 */
public final class SpendBook {

    /** Most rows: an identity of more accounts than that in an hour tells some of them in parts. */
    static final int MOST_ROWS = 64;

    /** Rows that need not become the newest when they are used. */
    private static final int MOST_AT_HAND = 8;

    /** Those used last are the newest, but for the first few, whose order is as it came. */
    private final Rows rows;

    /** A book of one who consumed nothing yet. */
    public SpendBook() {
        this(new Rows());
    }

    private SpendBook(Rows rows) {
        this.rows = rows;
    }

    /**
     * Adds an event.
     *
     * @return what had to leave to make room, to be told; null when nothing had to
     */
    public @Nullable HourOfSpend add(Consumption consumption) {
        int found = rows.find(consumption);
        if (found >= 0) {
            rows.add(found, consumption);
            if (found < rows.size() - MOST_AT_HAND) {
                rows.renew(found);
            }
            return null;
        }
        HourOfSpend leaving = rows.size() == MOST_ROWS ? leave() : null;
        rows.add(rows.begin(consumption), consumption);
        return leaving;
    }

    private @Nullable HourOfSpend leave() {
        HourOfSpend oldest = rows.isUntold(0) ? rows.tell(0) : null;
        rows.remove(0);
        return oldest;
    }

    /** How many rows it has. */
    public int size() {
        return rows.size();
    }

    /** True when there is something that was not told yet. */
    public boolean isUntold() {
        return rows.anyUntold();
    }

    /**
     * What was not told yet.
     *
     * @param over milliseconds since 1970; of hours that ended before it nothing more is to come, so they are forgotten
     */
    public List<HourOfSpend> tell(long over) {
        List<HourOfSpend> news = new ArrayList<>(1);
        long hour = Math.floorDiv(over, Consumption.MILLIS_PER_HOUR);
        for (int row = rows.size() - 1; row >= 0; row--) {
            if (rows.isUntold(row)) {
                news.add(rows.tell(row));
            }
            if (rows.hour(row) < hour) {
                rows.remove(row);
            }
        }
        return news;
    }

    /** Takes the book apart; its last octet says whether {@link #isUntold something was not told}. */
    public void write(StateWriter out) {
        rows.write(out);
        out.number(isUntold() ? 1 : 0);
    }

    /** Puts a book together. */
    public static SpendBook read(StateReader in) {
        var book = new SpendBook(Rows.read(in));
        in.number();
        return book;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rollup;

import io.keysurge.detect.StateReader;
import io.keysurge.detect.StateWriter;
import io.keysurge.rollup.Consumption.Account;
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

    /** Rows that need not come first when they are used. */
    private static final int MOST_AT_HAND = 8;

    /** Those used last come first, but for the first few, whose order is as it came. */
    private final List<Row> rows = new ArrayList<>(0);

    private Account latest = Names.NONE;
    /** Where the account was found that was asked for last. */
    private int place;

    /** The account of an event; an object that is here already where its names are the same objects. */
    public Account account(
            @Nullable String businessUnit,
            @Nullable String owner,
            @Nullable String environment,
            @Nullable String application,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String currency,
            @Nullable String prices) {
        for (place = 0; place < rows.size(); place++) {
            Account known = rows.get(place).account();
            if (Names.are(known, businessUnit, owner, environment, application, agent, model, currency, prices)) {
                return known;
            }
        }
        if (!Names.are(latest, businessUnit, owner, environment, application, agent, model, currency, prices)) {
            latest = new Account(businessUnit, owner, environment, application, agent, model, currency, prices);
        }
        return latest;
    }

    /**
     * Adds an event.
     *
     * @return what had to leave to make room, to be told; null when nothing had to
     */
    public @Nullable HourOfSpend add(Consumption consumption) {
        int found = placeFor(consumption);
        if (found >= 0) {
            Row row = rows.get(found);
            if (found >= MOST_AT_HAND) {
                rows.remove(found);
                rows.add(0, row);
            }
            row.add(consumption);
            return null;
        }
        var begun = new Row(consumption);
        begun.add(consumption);
        rows.add(0, begun);
        return rows.size() > MOST_ROWS ? leave() : null;
    }

    /** Where an event belongs; negative when nowhere yet. */
    private int placeFor(Consumption consumption) {
        if (place < rows.size() && rows.get(place).takesAtOnce(consumption)) {
            return place;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).takes(consumption)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable HourOfSpend leave() {
        Row last = rows.remove(rows.size() - 1);
        return last.isUntold() ? last.tell() : null;
    }

    /** How many rows it has. */
    public int size() {
        return rows.size();
    }

    /** True when there is something that was not told yet. */
    public boolean isUntold() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isUntold()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What was not told yet.
     *
     * @param over milliseconds since 1970; of hours that ended before it nothing more is to come, so they are forgotten
     */
    public List<HourOfSpend> tell(long over) {
        List<HourOfSpend> news = new ArrayList<>(1);
        for (Row row : rows) {
            if (row.isUntold()) {
                news.add(row.tell());
            }
        }
        long hour = Math.floorDiv(over, Consumption.MILLIS_PER_HOUR);
        rows.removeIf(row -> row.hour() < hour);
        return news;
    }

    /** Takes the book apart; its last octet says whether {@link #isUntold something was not told}. */
    public void write(StateWriter out) {
        out.number(rows.size());
        Account before = Names.NONE;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Names.write(row.account(), before, out);
            row.write(out);
            before = row.account();
        }
        out.number(isUntold() ? 1 : 0);
    }

    /** Puts a book together. */
    public static SpendBook read(StateReader in) {
        var book = new SpendBook();
        int count = in.count();
        Account before = Names.NONE;
        for (int i = 0; i < count; i++) {
            before = Names.read(before, in);
            book.rows.add(Row.read(before, in));
        }
        in.number();
        return book;
    }
}

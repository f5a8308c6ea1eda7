// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which applications (or models, or regions) an identity has used, since when, until when, and how many tokens each
 * took lately. Bounded: beyond {@link #capacity} the one unused for longest is forgotten.
 */
final class SeenNames {

    private final int capacity;
    private final List<Entry> entries = new ArrayList<>(2);

    SeenNames(int capacity) {
        this.capacity = capacity;
    }

    /** Notes a use; true when the name was not known. */
    boolean note(String name, long minute, long tokens) {
        for (Entry entry : entries) {
            if (entry.name.equals(name)) {
                entry.use(minute, tokens);
                return false;
            }
        }
        if (entries.size() == capacity) {
            entries.remove(longestUnused());
        }
        var entry = new Entry(name, minute);
        entry.use(minute, tokens);
        entries.add(entry);
        return true;
    }

    /** How many names were in use within the window that ends with {@code last}. */
    int distinct(long first, long last) {
        int distinct = 0;
        for (Entry entry : entries) {
            if (entry.lastMinute >= first && entry.firstMinute <= last) {
                distinct++;
            }
        }
        return distinct;
    }

    /** Tokens of all known names in the clock hour of {@code minute} and the one before. */
    double tokens(long minute) {
        return entries.stream().mapToDouble(entry -> entry.recentTokens(minute)).sum();
    }

    /** The names with the most tokens in the clock hour of {@code minute} and the one before, largest first. */
    List<NameTokens> largest(long minute, int most) {
        return entries.stream()
                .map(entry -> new NameTokens(entry.name, entry.recentTokens(minute)))
                .filter(each -> each.tokens() > 0)
                .sorted(Comparator.comparingLong(NameTokens::tokens).reversed().thenComparing(NameTokens::name))
                .limit(most)
                .toList();
    }

    void write(StateWriter out) {
        out.number(entries.size());
        for (Entry entry : entries) {
            out.text(entry.name);
            out.number(entry.firstMinute);
            out.number(entry.lastMinute - entry.firstMinute);
            out.number(entry.hour);
            out.number(entry.hourTokens);
            out.number(entry.previousHourTokens);
        }
    }

    static SeenNames read(int capacity, StateReader in) {
        var names = new SeenNames(capacity);
        int size = in.count();
        for (int i = 0; i < size; i++) {
            var entry = new Entry(in.name(), in.number());
            entry.lastMinute = entry.firstMinute + in.number();
            entry.hour = in.number();
            entry.hourTokens = in.number();
            entry.previousHourTokens = in.number();
            names.entries.add(entry);
        }
        return names;
    }

    private int longestUnused() {
        int oldest = 0;
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).lastMinute < entries.get(oldest).lastMinute) {
                oldest = i;
            }
        }
        return oldest;
    }

    /** One name and the tokens it took lately. */
    record NameTokens(String name, long tokens) {}

    private static final class Entry {
        private final String name;
        private long firstMinute;
        private long lastMinute;
        private long hour;
        private long hourTokens;
        private long previousHourTokens;

        Entry(String name, long minute) {
            this.name = name;
            this.firstMinute = minute;
            this.lastMinute = minute;
            this.hour = minute / 60;
        }

        void use(long minute, long tokens) {
            firstMinute = Math.min(firstMinute, minute);
            lastMinute = Math.max(lastMinute, minute);
            turnTo(minute / 60);
            if (minute / 60 == hour) {
                hourTokens = MinuteRing.saturatingAdd(hourTokens, tokens);
            } else if (minute / 60 == hour - 1) {
                previousHourTokens = MinuteRing.saturatingAdd(previousHourTokens, tokens);
            }
        }

        long recentTokens(long minute) {
            long now = minute / 60;
            if (hour == now) {
                return MinuteRing.saturatingAdd(hourTokens, previousHourTokens);
            }
            return hour == now - 1 ? hourTokens : 0;
        }

        private void turnTo(long to) {
            if (to > hour) {
                previousHourTokens = to == hour + 1 ? hourTokens : 0;
                hourTokens = 0;
                hour = to;
            }
        }
    }
}

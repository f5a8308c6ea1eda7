// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names of one sort that an identity has used. Bounded: beyond its capacity the one unused for longest makes room,
 * and a name keeps its place for as long as it is remembered.
 */
final class SeenNames<T extends Named> {

    private final int capacity;
    private final List<T> entries = new ArrayList<>(2);
    /** What was found last: one event asks for the same name several times. */
    private @Nullable T latest;

    SeenNames(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    T find(String name) {
        T known = latest;
        if (known != null && known.name().equals(name)) {
            return known;
        }
        for (int place = 0; place < entries.size(); place++) {
            T entry = entries.get(place);
            if (entry.name().equals(name)) {
                latest = entry;
                return entry;
            }
        }
        return null;
    }

    int size() {
        return entries.size();
    }

    T get(int place) {
        return entries.get(place);
    }

    int placeOf(T entry) {
        return entries.indexOf(entry);
    }

    /**
     * Remembers a name that is not known yet.
     *
     * @return its place; where there was no room, that of the one unused for longest
     */
    int add(T entry) {
        latest = entry;
        if (entries.size() < capacity) {
            entries.add(entry);
            return entries.size() - 1;
        }
        int place = longestUnused();
        entries.set(place, entry);
        return place;
    }

    /** How many names were in use within the window that ends with {@code last}. */
    int distinct(long first, long last) {
        int distinct = 0;
        for (int place = 0; place < entries.size(); place++) {
            T entry = entries.get(place);
            if (entry.lastMinute() >= first && entry.firstMinute() <= last) {
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
                .map(entry -> new NameTokens(entry.name(), entry.recentTokens(minute)))
                .filter(each -> each.tokens() > 0)
                .sorted(Comparator.comparingLong(NameTokens::tokens).reversed().thenComparing(NameTokens::name))
                .limit(most)
                .toList();
    }

    void write(StateWriter out) {
        out.number(entries.size());
        entries.forEach(entry -> entry.write(out));
    }

    SeenNames<T> read(StateReader in, Function<StateReader, T> reading) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
            entries.add(reading.apply(in));
        }
        return this;
    }

    private int longestUnused() {
        int oldest = 0;
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).lastMinute() < entries.get(oldest).lastMinute()) {
                oldest = i;
            }
        }
        return oldest;
    }

    /** One name and the tokens it took lately. */
    record NameTokens(String name, long tokens) {}
}

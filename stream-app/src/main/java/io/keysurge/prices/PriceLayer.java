// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import io.keysurge.yaml.Mistake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one file says, over what the file says that it extends.
 *
 * @param version of the file that is extended, and its own
 * @param currency of all prices
 * @param byModel entries by the name of a model, in order of time
 * @param doubtful models of which an entry cannot be read: whether they have gaps, nobody knows
 */
record PriceLayer(String version, String currency, Map<String, List<Entry>> byModel, Set<String> doubtful) {

    /** Stands in {@link #doubtful} for every model. */
    static final String ALL = "";

    /**
     * An entry of a file.
     *
     * @param file its name
     * @param number which of its prices
     * @param line where
     * @param span what it says; cut to the times that no other file speaks of
     */
    record Entry(String file, int number, int line, PricedSpan span) {

        private String place(String reader) {
            return field() + " in line " + line + (file.equals(reader) ? "" : " of " + file);
        }

        private String field() {
            return "prices[" + number + "]";
        }

        private Entry during(long from, long until) {
            return new Entry(file, number, line, new PricedSpan(from, until, span.price()));
        }
    }

    /** This over another: a model has its own prices where it has any, and the other's at all other times. */
    PriceLayer over(PriceLayer base) {
        Map<String, List<Entry>> both = new HashMap<>(base.byModel);
        byModel.forEach((model, own) -> both.merge(model, own, (theirs, ours) -> laid(ours, theirs)));
        Set<String> unsure = new HashSet<>(doubtful);
        unsure.addAll(base.doubtful);
        return new PriceLayer(base.version + "+" + version, currency, both, unsure);
    }

    private static List<Entry> laid(List<Entry> own, List<Entry> base) {
        List<Entry> both = new ArrayList<>(own);
        for (Entry entry : base) {
            long from = entry.span().from();
            for (Entry before : own) {
                if (before.span().from() > from && from < entry.span().until()) {
                    both.add(entry.during(
                            from, Math.min(before.span().from(), entry.span().until())));
                }
                from = Math.max(from, before.span().until());
            }
            if (from < entry.span().until()) {
                both.add(entry.during(from, entry.span().until()));
            }
        }
        both.sort(Comparator.comparingLong(entry -> entry.span().from()));
        return both;
    }

    /**
     * Prices of one model follow each other without a gap, and never hold together.
     *
     * @param file whose entries are to blame; those of another are its own mistake
     */
    void check(String file, Consumer<Mistake> mistakes) {
        byModel.forEach((model, entries) -> {
            boolean known = !doubtful.contains(ALL) && !doubtful.contains(model);
            Entry last = entries.get(0);
            for (Entry entry : entries.subList(1, entries.size())) {
                if (entry.file().equals(file) || last.file().equals(file)) {
                    check(file, last, entry, known, mistakes);
                }
                last = entry.span().until() > last.span().until() ? entry : last;
            }
        });
    }

    private static void check(String file, Entry last, Entry entry, boolean known, Consumer<Mistake> mistakes) {
        long end = last.span().until();
        String from = Instant.ofEpochMilli(entry.span().from()).toString();
        String until = end == Long.MAX_VALUE ? "for ever" : "until " + Instant.ofEpochMilli(end);
        if (end > entry.span().from()) {
            mistakes.accept(new Mistake(
                    file,
                    entry.line(),
                    entry.field() + ".from",
                    "overlaps " + last.place(file) + ", which holds " + until + " (expected: until " + from
                            + " there)"));
        } else if (known && end < entry.span().from() && entry.file().equals(file)) {
            mistakes.accept(new Mistake(
                    file,
                    entry.line(),
                    entry.field() + ".from",
                    "leaves a gap after " + last.place(file) + ", which holds " + until + " (expected: from "
                            + Instant.ofEpochMilli(end) + ", or until " + from + " there)"));
        } else if (known && end < entry.span().from()) {
            mistakes.accept(new Mistake(
                    file,
                    last.line(),
                    last.field() + ".until",
                    "leaves a gap before " + entry.place(file) + ", which holds from " + from + " (expected: until "
                            + from + ")"));
        }
    }
}

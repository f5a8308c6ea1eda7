// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.wording.Redaction;
import io.keysurge.yaml.FileRules;
import io.keysurge.yaml.Mistake;
import io.keysurge.yaml.YamlTree;
import io.keysurge.yaml.YamlTree.NotATreeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A price table as it stands in a file. */
final class PriceFile {

    private static final String HOUR = "a whole hour in UTC such as 2026-01-05T00:00:00Z";
    private static final FileRules RULES =
            new FileRules("/prices.schema.json", Map.of("from", HOUR, "until", HOUR, "currency", "an ISO 4217 code"));
    private static final int PRICE_DIGITS = 6;

    private final Path file;
    private final String name;
    private final List<Mistake> mistakes = new ArrayList<>();

    PriceFile(Path file) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
    }

    /** An entry and its number in the file. */
    private record Entry(int number, PricedSpan span) {

        private String place() {
            return "prices[" + number + "]";
        }
    }

    PriceTable read() throws IOException, InvalidPricesException {
        try {
            YamlTree tree = YamlTree.parse(Files.readString(file), "version, currency and prices");
            mistakes.addAll(RULES.check(name, tree));
            if (mistakes.isEmpty()) {
                PriceTable table = table(tree);
                if (mistakes.isEmpty()) {
                    return table;
                }
            }
        } catch (NotATreeException e) {
            mistakes.add(new Mistake(name, e.line(), "", String.valueOf(e.getMessage())));
        } catch (CharacterCodingException e) {
            mistakes.add(new Mistake(name, 1, "", "not UTF-8 (expected: UTF-8 text)"));
        }
        throw new InvalidPricesException(mistakes.stream().sorted().toList());
    }

    private PriceTable table(YamlTree tree) {
        String currency = tree.root().path("currency").asText();
        if (!isCurrency(currency)) {
            add(tree, "currency", Redaction.quote(currency) + " (expected: an ISO 4217 code)");
        }
        Map<String, List<Entry>> byModel = new TreeMap<>();
        JsonNode prices = tree.root().path("prices");
        for (int i = 0; i < prices.size(); i++) {
            String place = "prices[" + i + "]";
            long from = hour(tree, prices.get(i), place, "from", Long.MIN_VALUE);
            long until = hour(tree, prices.get(i), place, "until", Long.MAX_VALUE);
            if (until <= from) {
                add(tree, place + ".until", "not after from (expected: a later hour, or none)");
            }
            byModel.computeIfAbsent(prices.get(i).path("model").asText(), model -> new ArrayList<>())
                    .add(new Entry(i, new PricedSpan(from, until, price(prices.get(i)))));
        }
        Map<String, List<PricedSpan>> spans = new HashMap<>();
        byModel.forEach((model, entries) -> {
            entries.sort(Comparator.comparingLong(entry -> entry.span().from()));
            checkOrder(tree, entries);
            spans.put(model, entries.stream().map(Entry::span).toList());
        });
        return new PriceTable(tree.root().path("version").asText(), currency, spans);
    }

    /** Prices of one model follow each other without a gap, and never hold together. */
    private void checkOrder(YamlTree tree, List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            Entry before = entries.get(i - 1);
            Entry entry = entries.get(i);
            String other = before.place() + " in line " + tree.line(FileRules.pointer(before.place()));
            long end = before.span().until();
            if (end > entry.span().from()) {
                add(
                        tree,
                        entry.place() + ".from",
                        "overlaps " + other + ", which holds "
                                + (end == Long.MAX_VALUE ? "for ever" : "until " + Instant.ofEpochMilli(end))
                                + " (expected: until "
                                + Instant.ofEpochMilli(entry.span().from()) + " there)");
            } else if (end < entry.span().from()) {
                add(
                        tree,
                        entry.place() + ".from",
                        "leaves a gap after " + other + ", which holds until " + Instant.ofEpochMilli(end)
                                + " (expected: from " + Instant.ofEpochMilli(end) + ", or until "
                                + Instant.ofEpochMilli(entry.span().from()) + " there)");
            }
        }
    }

    private long hour(YamlTree tree, JsonNode entry, String place, String field, long absent) {
        if (!entry.has(field)) {
            return absent;
        }
        try {
            return Instant.parse(entry.path(field).asText()).toEpochMilli();
        } catch (DateTimeParseException e) {
            add(tree, place + "." + field, "no such day or hour (expected: " + HOUR + ")");
            return absent;
        }
    }

    private static Price price(JsonNode entry) {
        long input = steps(entry.path("input"));
        return Price.of(
                input,
                steps(entry.path("output")),
                entry.has("cache_read") ? steps(entry.path("cache_read")) : input,
                entry.has("cache_write") ? steps(entry.path("cache_write")) : input);
    }

    private static long steps(JsonNode price) {
        return price.decimalValue().movePointRight(PRICE_DIGITS).longValueExact();
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private void add(YamlTree tree, String field, String rule) {
        mistakes.add(new Mistake(name, tree.line(FileRules.pointer(field)), field, rule));
    }
}

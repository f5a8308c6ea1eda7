// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.prices.PriceLayer.Entry;
import io.keysurge.wording.Redaction;
import io.keysurge.yaml.FileRules;
import io.keysurge.yaml.Findings;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A price table as it stands in a file, or in several of which each extends the next. */
final class PriceFile {

    private static final String HOUR = "a whole hour in UTC such as 2026-01-05T00:00:00Z";
    private static final FileRules RULES =
            new FileRules("/prices.schema.json", Map.of("from", HOUR, "until", HOUR, "currency", "an ISO 4217 code"));
    private static final int PRICE_DIGITS = 6;

    private final Path file;
    private final String name;
    private final Set<Path> above;
    private final Consumer<Mistake> mistakes;

    /** One that others extend, which are above it. */
    private PriceFile(Path file, String name, Set<Path> above, Consumer<Mistake> mistakes) {
        this.file = file;
        this.name = name;
        this.above = above;
        this.mistakes = mistakes;
    }

    static PriceTable read(Path file) throws IOException, InvalidPricesException {
        List<Mistake> mistakes = new ArrayList<>();
        PriceLayer layer = new PriceFile(
                        file, String.valueOf(file.getFileName()), Set.of(file.toRealPath()), mistakes::add)
                .layer();
        if (layer == null || !mistakes.isEmpty()) {
            throw new InvalidPricesException(
                    mistakes.stream().distinct().sorted().toList());
        }
        return new PriceTable(
                layer.version(),
                layer.currency(),
                layer.byModel().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().stream()
                                        .map(Entry::span)
                                        .toList())));
    }

    /** What can be read of it; null when that is nothing. */
    private @Nullable PriceLayer layer() throws IOException {
        try {
            YamlTree tree = YamlTree.parse(Files.readString(file), "version, currency and prices");
            Findings findings = RULES.examine(name, tree);
            findings.mistakes().forEach(mistakes);
            PriceLayer own = own(tree, findings);
            PriceLayer whole = tree.root().has("extends") ? extended(own, tree, findings) : own;
            whole.check(name, mistakes);
            return whole;
        } catch (NotATreeException e) {
            mistakes.accept(new Mistake(name, e.line(), "", String.valueOf(e.getMessage())));
        } catch (CharacterCodingException e) {
            mistakes.accept(new Mistake(name, 1, "", "not UTF-8 (expected: UTF-8 text)"));
        }
        return null;
    }

    private PriceLayer extended(PriceLayer own, YamlTree tree, Findings findings) throws IOException {
        PriceLayer base = findings.places().contains("/extends")
                ? null
                : base(tree, tree.root().path("extends").asText());
        if (base == null) {
            return new PriceLayer(own.version(), own.currency(), own.byModel(), Set.of(PriceLayer.ALL));
        }
        if (isCurrency(base.currency())
                && isCurrency(own.currency())
                && !base.currency().equals(own.currency())) {
            add(
                    tree,
                    "currency",
                    own.currency() + " (expected: " + base.currency() + ", as in the table that this one extends)");
        }
        return own.over(base);
    }

    /** The table that this one extends; null when there is none to read. */
    private @Nullable PriceLayer base(YamlTree tree, String said) throws IOException {
        Path path = file.resolveSibling(said);
        if (!Files.isRegularFile(path)) {
            add(tree, "extends", Redaction.quote(said) + " is no file (expected: a price table, relative to this one)");
            return null;
        }
        Path real = path.toRealPath();
        if (above.contains(real)) {
            add(tree, "extends", Redaction.quote(said) + " extends this one (expected: no circle)");
            return null;
        }
        return new PriceFile(
                        path,
                        Path.of(name).resolveSibling(said).normalize().toString(),
                        Stream.concat(above.stream(), Stream.of(real)).collect(Collectors.toSet()),
                        mistakes)
                .layer();
    }

    private PriceLayer own(YamlTree tree, Findings findings) {
        String currency = tree.root().path("currency").asText();
        if (!findings.places().contains("/currency") && !isCurrency(currency)) {
            add(tree, "currency", Redaction.quote(currency) + " (expected: an ISO 4217 code)");
        }
        Map<String, List<Entry>> byModel = new TreeMap<>();
        Set<String> doubtful = new HashSet<>();
        JsonNode prices = tree.root().path("prices");
        for (int i = 0; i < prices.size(); i++) {
            String place = "prices[" + i + "]";
            ObjectNode sound = prices.isArray() ? findings.sound(FileRules.pointer(place), prices.get(i)) : null;
            if (sound == null || !sound.has("model")) {
                doubtful.add(PriceLayer.ALL);
                continue;
            }
            String model = sound.path("model").asText();
            PricedSpan span = span(tree, sound, place, prices.get(i).has("until"));
            if (span == null) {
                doubtful.add(model);
            } else {
                byModel.computeIfAbsent(model, first -> new ArrayList<>())
                        .add(new Entry(name, i, tree.line(FileRules.pointer(place)), span));
            }
        }
        byModel.values()
                .forEach(entries -> entries.sort(
                        Comparator.comparingLong(entry -> entry.span().from())));
        return new PriceLayer(tree.root().path("version").asText(), currency, byModel, doubtful);
    }

    /** When an entry holds, and what it says; null when nobody can tell when. */
    private @Nullable PricedSpan span(YamlTree tree, ObjectNode entry, String place, boolean ends) {
        Long from = hour(tree, entry, place, "from");
        Long until = ends ? hour(tree, entry, place, "until") : Long.valueOf(Long.MAX_VALUE);
        if (from == null || until == null) {
            return null;
        }
        if (until <= from) {
            add(tree, place + ".until", "not after from (expected: a later hour, or none)");
            return null;
        }
        return new PricedSpan(from, until, price(entry));
    }

    private @Nullable Long hour(YamlTree tree, ObjectNode entry, String place, String field) {
        if (!entry.has(field)) {
            return null;
        }
        try {
            return Instant.parse(entry.path(field).asText()).toEpochMilli();
        } catch (DateTimeParseException e) {
            add(tree, place + "." + field, "no such day or hour (expected: " + HOUR + ")");
            return null;
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
        mistakes.accept(new Mistake(name, tree.line(FileRules.pointer(field)), field, rule));
    }
}

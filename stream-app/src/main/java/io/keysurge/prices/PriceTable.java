// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices of models over time. A model is priced by the entry of exactly its name, or else by that of the longest prefix;
 * only that entry's times count, so a time that it does not hold has no price, whatever shorter prefixes say.
 *
 * <p>For any number of threads.
 */
public final class PriceTable {

    /** Knows no price. */
    public static final PriceTable NONE = new PriceTable("none", "XXX", Map.of());

    /** The most that any tokens cost: 900 million of the currency, in billionths. */
    static final long MOST_NANOS = 900_000_000_000_000_000L;

    /** Names of models come from producers: no more of them are remembered. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final String ANYTHING = "*";

    private final String version;
    private final String currency;
    private final Map<String, List<PricedSpan>> byName;
    private final Map<String, List<PricedSpan>> found = new ConcurrentHashMap<>();

    /**
     * A table.
     *
     * @param byName by a model's name, or a prefix that ends in an asterisk
     */
    PriceTable(String version, String currency, Map<String, List<PricedSpan>> byName) {
        this.version = version;
        this.currency = currency;
        this.byName = Map.copyOf(byName);
    }

    /**
     * Reads a table from a YAML file whose form is that of {@code prices.schema.json}, laid over the one that it extends.
     *
     * @throws InvalidPricesException with all mistakes in it
     * @throws IOException when the file cannot be read
     */
    public static PriceTable read(Path file) throws IOException, InvalidPricesException {
        return PriceFile.read(file);
    }

    /** What its author calls it; of a table that extends another the other's version comes first, then a plus. */
    public String version() {
        return version;
    }

    /** ISO 4217 code of all its prices; {@code XXX} when it has none. */
    public String currency() {
        return currency;
    }

    /**
     * What tokens cost. Tokens read from cache and written to it are parts of the input; of parts that cannot be, as
     * much is taken as can.
     *
     * @param model its name; null has no price
     * @param occurredAtMillis when they were consumed
     * @return billionths of the currency, rounded half to even, at most 900 million of the currency; -1 when the table
     *     has no price for that model at that time
     */
    public long costNanos(
            @Nullable String model,
            long occurredAtMillis,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens) {
        Price price = price(model, occurredAtMillis);
        return price == null
                ? -1
                : price.nanos(Tokens.possible(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens));
    }

    /**
     * What tokens cost, to the last digit: for sums, of which only the end is rounded. As {@link #costNanos} else.
     *
     * @return in the currency, with 12 digits after the point; null when there is no price
     */
    public @Nullable BigDecimal exactCost(
            @Nullable String model,
            long occurredAtMillis,
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheWriteTokens) {
        Price price = price(model, occurredAtMillis);
        return price == null
                ? null
                : price.exact(Tokens.possible(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens));
    }

    private @Nullable Price price(@Nullable String model, long millis) {
        if (model == null) {
            return null;
        }
        List<PricedSpan> spans = found.get(model);
        if (spans == null) {
            spans = longestMatch(model);
            if (found.size() < MOST_REMEMBERED) {
                found.put(model, spans);
            }
        }
        for (int i = spans.size() - 1; i >= 0; i--) {
            if (spans.get(i).holds(millis)) {
                return spans.get(i).price();
            }
        }
        return null;
    }

    private List<PricedSpan> longestMatch(String model) {
        List<PricedSpan> exact = byName.get(model);
        if (exact != null) {
            return exact;
        }
        for (int length = model.length(); length >= 0; length--) {
            List<PricedSpan> spans = byName.get(model.substring(0, length) + ANYTHING);
            if (spans != null) {
                return spans;
            }
        }
        return List.of();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import java.math.BigDecimal;
import java.util.Locale;

/** What can be compared. */
public enum Measure {
    /** Calls. */
    CALLS,
    /** Tokens sent. */
    INPUT_TOKENS,
    /** Tokens produced. */
    OUTPUT_TOKENS,
    /** Tokens sent that were read from cache. */
    CACHE_READ_TOKENS,
    /** Cost in US dollars. */
    COST_USD;

    BigDecimal of(Figures figures) {
        return switch (this) {
            case CALLS -> BigDecimal.valueOf(figures.calls());
            case INPUT_TOKENS -> BigDecimal.valueOf(figures.inputTokens());
            case OUTPUT_TOKENS -> BigDecimal.valueOf(figures.outputTokens());
            case CACHE_READ_TOKENS -> BigDecimal.valueOf(figures.cacheReadTokens());
            case COST_USD -> figures.cost();
        };
    }

    /** As it is called in JSON. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people call it. */
    @Override
    public String toString() {
        return this == COST_USD ? "cost USD" : column().replace('_', ' ');
    }
}

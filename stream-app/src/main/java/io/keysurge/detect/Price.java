// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * What a token of this identity costs on average, from the events that say so. The past fades by half with each
 * active day, so that a change of models shows.
 */
final class Price {

    private double nanos;
    private double tokens;
    private @Nullable String currency;

    void note(Usage usage) {
        if (usage.costNanos() < 0 || usage.currency() == null || usage.tokens() == 0) {
            return;
        }
        if (!usage.currency().equals(currency)) {
            nanos = 0;
            tokens = 0;
            currency = usage.currency();
        }
        nanos += usage.costNanos();
        tokens += usage.tokens();
    }

    void fade() {
        nanos /= 2;
        tokens /= 2;
    }

    @Nullable
    String currency() {
        return currency;
    }

    /** Billionths of currency per token; 0 when no price is known. */
    double nanosPerToken() {
        return tokens > 0 ? nanos / tokens : 0;
    }

    void write(StateWriter out) {
        out.text(currency);
        if (currency != null) {
            out.real(nanos);
            out.real(tokens);
        }
    }

    static Price read(StateReader in) {
        var price = new Price();
        price.currency = in.text();
        if (price.currency != null) {
            price.nanos = in.real();
            price.tokens = in.real();
        }
        return price;
    }
}

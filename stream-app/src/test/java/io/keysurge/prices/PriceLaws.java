// SPDX-License-Identifier: Apache-2.0
package io.keysurge.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The price of tokens")
class PriceLaws {

    private static final BigDecimal MOST = new BigDecimal("900000000");

    @Property(tries = 2_000)
    void is_what_a_person_would_reckon_with_decimals(
            @ForAll("prices") BigDecimal input,
            @ForAll("prices") BigDecimal output,
            @ForAll("prices") BigDecimal cacheRead,
            @ForAll("prices") BigDecimal cacheWrite,
            @ForAll("tokens") long sent,
            @ForAll("tokens") long produced,
            @ForAll("tokens") long read,
            @ForAll("tokens") long written) {
        PriceTable table = table(input, output, cacheRead, cacheWrite);
        long readPart = Math.min(read, sent);
        long writtenPart = Math.min(written, sent - readPart);
        BigDecimal exact = cost(sent - readPart - writtenPart, input)
                .add(cost(produced, output))
                .add(cost(readPart, cacheRead))
                .add(cost(writtenPart, cacheWrite));

        assertThat(table.exactCost("model", 0, sent, produced, read, written)).isEqualByComparingTo(exact);
        assertThat(BigDecimal.valueOf(table.costNanos("model", 0, sent, produced, read, written), 9))
                .isEqualByComparingTo(exact.min(MOST).setScale(9, RoundingMode.HALF_EVEN));
    }

    @Property
    void of_many_calls_together_is_that_of_their_sum(
            @ForAll("prices") BigDecimal input,
            @ForAll("prices") BigDecimal output,
            @ForAll("few") long sent,
            @ForAll("few") long moreSent,
            @ForAll("few") long produced,
            @ForAll("few") long moreProduced) {
        PriceTable table = table(input, output, input, input);

        BigDecimal first = table.exactCost("model", 0, sent, produced, 0, 0);
        BigDecimal second = table.exactCost("model", 0, moreSent, moreProduced, 0, 0);

        assertThat(first).isNotNull();
        assertThat(table.exactCost("model", 0, sent + moreSent, produced + moreProduced, 0, 0))
                .isEqualTo(first.add(second));
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.TEN)
                        .ofScale(6),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000))
                        .ofScale(6));
    }

    @Provide
    Arbitrary<Long> tokens() {
        return Arbitraries.oneOf(few(), Arbitraries.longs().between(0, Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<Long> few() {
        return Arbitraries.longs().between(0, 2_000_000);
    }

    private static PriceTable table(BigDecimal input, BigDecimal output, BigDecimal cacheRead, BigDecimal cacheWrite) {
        Price price = Price.of(steps(input), steps(output), steps(cacheRead), steps(cacheWrite));
        return new PriceTable(
                "test", "USD", Map.of("model", List.of(new PricedSpan(Long.MIN_VALUE, Long.MAX_VALUE, price))));
    }

    private static long steps(BigDecimal price) {
        return price.movePointRight(6).longValueExact();
    }

    private static BigDecimal cost(long tokens, BigDecimal pricePerMillion) {
        return BigDecimal.valueOf(tokens).multiply(pricePerMillion).movePointLeft(6);
    }
}

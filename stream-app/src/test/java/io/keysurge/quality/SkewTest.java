// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The skew of a producer's clock")
class SkewTest {

    @Test
    void has_the_quantiles_of_all_that_was_seen_to_one_part_in_a_hundred() {
        Random random = new Random(3);
        long[] all = LongStream.range(0, 10_001)
                .map(i -> random.nextInt(10) == 0 ? -random.nextInt(300_000) : random.nextInt(86_400_000))
                .toArray();
        Skew first = new Skew();
        Skew second = new Skew();
        for (int i = 0; i < all.length; i++) {
            (i % 3 == 0 ? first : second).add(all[i]);
        }
        first.add(second);

        long[] sorted = LongStream.of(all).sorted().toArray();
        for (double part : new double[] {0.01, 0.05, 0.5, 0.95, 1}) {
            long expected = sorted[(int) Math.ceil(part * sorted.length) - 1];
            assertThat(first.quantile(part))
                    .as("quantile %s", part)
                    .isCloseTo(expected, within(Math.max(1, Math.abs(expected) / 100)));
        }
        assertThat(first.count()).isEqualTo(all.length);
        assertThat(first.countAhead())
                .isEqualTo(LongStream.of(all).filter(each -> each < 0).count());
    }

    @Test
    void is_nothing_while_nothing_was_seen() {
        assertThat(new Skew().quantile(0.5)).isZero();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Zipf-like identities")
class ZipfIdentitiesTest {

    private static final int COUNT = 1_000;
    private final ZipfIdentities identities = new ZipfIdentities(COUNT, 3);

    @Test
    void are_drawn_by_their_weight() {
        int draws = 200_000;
        int[] drawn = new int[COUNT];
        var dice = new SplittableRandom(1);
        for (int i = 0; i < draws; i++) {
            drawn[identities.rank(dice.nextDouble())]++;
        }
        double all = IntStream.range(0, COUNT)
                .mapToDouble(ZipfIdentitiesTest::weight)
                .sum();
        for (int rank : new int[] {0, 1, 10}) {
            assertThat((double) drawn[rank] / draws).isCloseTo(weight(rank) / all, within(0.003));
        }
    }

    @Test
    void have_a_rank_for_every_uniform_number() {
        assertThat(identities.rank(0)).isZero();
        assertThat(identities.rank(Math.nextDown(1.0))).isEqualTo(COUNT - 1);
    }

    @Test
    void have_each_a_rank_of_their_own_in_shuffled_order() {
        int[] all = IntStream.range(0, COUNT).map(identities::identity).toArray();
        assertThat(IntStream.of(all).sorted())
                .containsExactly(IntStream.range(0, COUNT).boxed().toArray(Integer[]::new));
        assertThat(all).isNotEqualTo(IntStream.range(0, COUNT).toArray());
    }

    @Test
    void are_the_same_for_the_same_seed() {
        var again = new ZipfIdentities(COUNT, 3);
        assertThat(IntStream.range(0, COUNT).map(again::identity))
                .containsExactly(IntStream.range(0, COUNT)
                        .map(identities::identity)
                        .boxed()
                        .toArray(Integer[]::new));
    }

    private static double weight(int rank) {
        return Math.pow(rank + 5.0, -0.9);
    }
}

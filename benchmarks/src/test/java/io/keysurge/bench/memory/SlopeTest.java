// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A slope")
class SlopeTest {

    private static final double EXACT = 1e-9;

    @Test
    void of_a_line_is_its_growth() {
        List<Integer> points = IntStream.range(0, 50).boxed().toList();
        assertThat(Slope.of(points, x -> x, x -> 7 - 3.0 * x)).isCloseTo(-3, within(EXACT));
    }

    @Test
    void of_what_goes_up_and_down_around_a_level_is_nothing() {
        List<Integer> points = List.of(-3, -1, 1, 3);
        assertThat(Slope.of(points, x -> x, x -> Math.abs(x) == 1 ? 4 : 6)).isCloseTo(0, within(EXACT));
    }

    @Test
    void of_one_moment_is_nothing() {
        assertThat(Slope.of(List.of(5, 5), x -> x, x -> 8)).isZero();
        assertThat(Slope.of(List.<Integer>of(), x -> x, x -> x)).isZero();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Percentiles")
class PercentilesTest {

    @Test
    void are_values_that_were_measured() {
        double[] hundred = IntStream.rangeClosed(1, 100)
                .mapToDouble(number -> 101 - number)
                .toArray();
        var percentiles = new Percentiles(hundred);
        assertThat(percentiles.count()).isEqualTo(100);
        assertThat(percentiles.at(50)).isEqualTo(50);
        assertThat(percentiles.at(99)).isEqualTo(99);
        assertThat(percentiles.max()).isEqualTo(100);
    }

    @Test
    void of_one_value_are_that_value() {
        var percentiles = new Percentiles(7);
        assertThat(percentiles.at(1)).isEqualTo(7);
        assertThat(percentiles.max()).isEqualTo(7);
    }

    @Test
    void of_nothing_are_no_number() {
        assertThat(new Percentiles().at(50)).isNaN();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TextTableTest {

    @Test
    void has_names_to_the_left_and_numbers_to_the_right() {
        var table = new TextTable("what", "n");
        table.add(List.of("a long name", "7"));
        table.add(List.of("b", "1234"));
        assertThat(table.lines()).containsExactly("what            n", "a long name     7", "b            1234");
    }

    @Test
    void shows_tokens_in_few_digits() {
        assertThat(Cells.tokens(0)).isEqualTo("0");
        assertThat(Cells.tokens(999)).isEqualTo("999");
        assertThat(Cells.tokens(1_234)).isEqualTo("1.2 k");
        assertThat(Cells.tokens(999_600)).isEqualTo("1.0 M");
        assertThat(Cells.tokens(445e9)).isEqualTo("445 G");
    }

    @Test
    void shows_a_magnitude_without_needless_decimals() {
        assertThat(Cells.magnitude("spike", 3)).isEqualTo("3x");
        assertThat(Cells.magnitude("stolen_slow", 0.05)).isEqualTo("0.05x");
        assertThat(Cells.magnitude("sharing", 9)).isEqualTo("9 applications");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of CSV")
class SheetTest {

    @Test
    void has_numbers_without_exponents_and_zeros_that_say_nothing() throws IOException {
        var out = new StringBuilder();
        new Sheet(out).line(12_300_000.0, 0.5, new BigDecimal("1.500000000"), 7L, null);
        assertThat(out.toString()).isEqualTo("12300000,0.5,1.5,7,\n");
    }

    @Test
    void has_no_formula_and_gives_the_text_back() throws IOException {
        var out = new StringBuilder();
        new Sheet(out).line("=HYPERLINK(1)");
        assertThat(out.toString()).isEqualTo("'=HYPERLINK(1)\n");
        assertThat(Sheet.unescaped("'=HYPERLINK(1)")).isEqualTo("=HYPERLINK(1)");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The quality of producers")
class QualityBookTest {

    @Test
    void is_told_by_names_that_give_no_credential_away() {
        var book = new QualityBook();
        var unused = book.of("gateway sk-proj-abcdefghij0123456789");
        assertThat(book.producers()).containsOnlyKeys("gateway (hidden)");
        assertThat(QualityBook.nameOf("gateway sk-proj-abcdefghij0123456789")).isEqualTo("gateway (hidden)");
    }

    @Test
    void is_told_of_those_without_a_name_together() {
        assertThat(QualityBook.nameOf(null)).isEqualTo(QualityBook.nameOf("")).isEqualTo(QualityBook.NAMELESS);
    }
}

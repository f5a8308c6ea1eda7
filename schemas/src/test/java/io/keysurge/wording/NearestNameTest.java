// SPDX-License-Identifier: Apache-2.0
package io.keysurge.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nearest name")
class NearestNameTest {

    private static final List<String> KNOWN = List.of("input_tokens", "output_tokens", "model", "owner");

    @Test
    void is_the_one_with_the_fewest_letters_changed() {
        assertThat(NearestName.among(KNOWN, "input_token")).contains("input_tokens");
        assertThat(NearestName.among(KNOWN, "ouput_tokens")).contains("output_tokens");
        assertThat(NearestName.among(KNOWN, "Model")).contains("model");
    }

    @Test
    void is_none_where_more_than_a_third_of_the_letters_differ() {
        assertThat(NearestName.among(KNOWN, "mxyel")).isEmpty();
        assertThat(NearestName.among(KNOWN, "temperature")).isEmpty();
    }

    @Test
    void is_the_first_in_the_alphabet_of_equally_near_ones() {
        assertThat(NearestName.among(List.of("spam", "scam"), "skam")).contains("scam");
    }

    @Test
    void reads_as_a_question() {
        assertThat(NearestName.hint(KNOWN, "modle")).isEmpty();
        assertThat(NearestName.hint(KNOWN, "modl")).isEqualTo("; did you mean model?");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How many things are shown")
class ShownCountsTest {

    @Test
    void is_one_or_more() {
        assertThat(Ran.keysurge("whatif", "--top", "-1").err().get(0)).isEqualTo("--top: -1 (expected: 1 or more)");
        assertThat(Ran.keysurge("explain", "0123456789ab", "--last", "0").err().get(0))
                .isEqualTo("--last: 0 (expected: 1 or more)");
    }
}

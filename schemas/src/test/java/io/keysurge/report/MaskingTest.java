// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RawKeyRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A refused event that is handed on")
class MaskingTest {

    private static final String KEY = "sk-proj-0123456789abcdef";

    @Test
    void has_keys_hidden_wherever_they_stand_and_nothing_else() {
        UsageEvent event = Reported.event("e", 1);
        event.setUserAgent("curl " + KEY);
        event.setPrivileges(List.of("read", KEY));
        event.setAttributes(Map.of("a", KEY, "b", "plain"));

        UsageEvent masked = Masking.masked(event);

        assertThat(masked.getUserAgent()).isEqualTo("curl (hidden)");
        assertThat(masked.getPrivileges()).containsExactly("read", "(hidden)");
        assertThat(masked.getAttributes()).isEqualTo(Map.of("a", "(hidden)", "b", "plain"));
        assertThat(RawKeyRules.check(masked)).isEmpty();
        assertThat(event.getUserAgent()).as("the caller's own").isEqualTo("curl " + KEY);
        masked.setUserAgent(null);
        event.setUserAgent(null);
        masked.setPrivileges(event.getPrivileges());
        masked.setAttributes(event.getAttributes());
        assertThat(masked).isEqualTo(event);
    }
}

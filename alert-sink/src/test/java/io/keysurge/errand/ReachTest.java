// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.http.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The way to a target")
class ReachTest {

    @Test
    void leads_below_the_base_address_whether_or_not_it_ends_with_a_slash() {
        assertThat(reach("https://h.example/base/", 1, 1).uri("/v1/x")).hasToString("https://h.example/base/v1/x");
        assertThat(reach("https://h.example", 1, 1).uri("/v1/x")).hasToString("https://h.example/v1/x");
    }

    @ParameterizedTest
    @CsvSource({"a/b, a%2Fb", "'a b', a%20b", "a?b#c, a%3Fb%23c", "., %2E", ".., %2E%2E", "a.b, a.b", "%2e, %252e"})
    void lets_no_name_lead_anywhere_else(String name, String encoded) {
        assertThat(Reach.encoded(name)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({"https://h.example?a=b, 1, 1", "https://h.example, 0, 1", "https://h.example, 1, 0"})
    void has_no_query_and_takes_some_time(String server, long connect, long deadline) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reach(server, connect, deadline))
                .withMessageContaining("expected: ");
    }

    private static Reach reach(String server, long connectSeconds, long deadlineSeconds) {
        return new Reach(
                Endpoint.parse(server), false, Duration.ofSeconds(connectSeconds), Duration.ofSeconds(deadlineSeconds));
    }
}

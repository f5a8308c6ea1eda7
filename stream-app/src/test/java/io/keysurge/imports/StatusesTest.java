// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("How a call ended")
class StatusesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ok, ok",
        "success, ok",
        "200, ok",
        "401, unauthorized",
        "403, forbidden",
        "404, not_found",
        "429, rate_limited",
        "400, invalid",
        "422, invalid",
        "408, error",
        "500, error",
        "503, error",
        "rate_limited, rate_limited",
        "RateLimitError, rate_limited",
        "rate_limit_error, rate_limited",
        "insufficient_quota, rate_limited",
        "openai.AuthenticationError, unauthorized",
        "invalid_api_key, unauthorized",
        "permission_error, forbidden",
        "AccessDeniedException, forbidden",
        "NotFoundError, not_found",
        "BadRequestError, invalid",
        "invalid_request_error, invalid",
        "ContextWindowExceededError, invalid",
        "overloaded_error, error",
        "java.net.UnknownHostException, error",
        "timeout, error"
    })
    void is_told_in_the_words_of_the_contract(String word, String status) {
        assertThat(Statuses.of(word)).isEqualTo(status);
    }
}

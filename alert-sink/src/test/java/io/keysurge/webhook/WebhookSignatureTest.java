// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A webhook signature")
class WebhookSignatureTest {

    private static final String PUBLISHED_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void equals_the_published_test_vector_of_standard_webhooks() {
        assertThat(WebhookSignature.header(
                        List.of(WebhookSecret.parse(PUBLISHED_SECRET)),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void is_there_once_for_each_secret_while_secrets_are_exchanged() {
        WebhookSecret next = WebhookSecret.parse("whsec_" + "A".repeat(32));
        WebhookSecret previous = WebhookSecret.parse(PUBLISHED_SECRET);

        assertThat(WebhookSignature.header(List.of(next, previous), "id", 1, new byte[0]))
                .isEqualTo(WebhookSignature.header(List.of(next), "id", 1, new byte[0]) + " "
                        + WebhookSignature.header(List.of(previous), "id", 1, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not*base64*at*all"})
    void is_never_made_with_something_that_is_no_secret_and_says_so_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse(text))
                .withMessageStartingWith("(hidden) (expected: whsec_ and base64 of 24 to 64 bytes");
    }

    @Test
    void does_not_show_its_secret() {
        assertThat(WebhookSecret.parse(PUBLISHED_SECRET)).hasToString("whsec_(hidden)");
    }
}

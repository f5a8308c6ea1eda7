// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the listener refuses")
class RefusedTest {

    private static final Refusal REFUSAL = new Refusal(RefusalReason.INVALID_IDENTITY, "identity_id", "too long");

    @Test
    void is_kept_under_the_identity_whose_it_is_unless_that_is_none_or_longer_than_any() {
        assertThat(refused("i".repeat(128)).key()).isEqualTo("i".repeat(128).getBytes(StandardCharsets.UTF_8));
        assertThat(refused("i".repeat(129)).key()).isNull();
        assertThat(refused("").key()).isNull();
    }

    @Test
    void is_in_short_its_reason_and_its_length() {
        Refused brief = refused("bot").inShort();

        assertThat(brief.kept()).isEqualTo("{\"left_out\":\"too large for the broker\",\"bytes\":13}");
        assertThat(brief.refusal()).isEqualTo(REFUSAL);
        assertThat(brief.identity()).isEqualTo("bot");
    }

    private static Refused refused(String identity) {
        return new Refused(identity, REFUSAL, "{\"id\":\"\u00e4-1\"}");
    }
}

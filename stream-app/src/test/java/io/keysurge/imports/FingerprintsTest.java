// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.usage.RefusalReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fingerprint")
class FingerprintsTest {

    private static final Fingerprints PEPPERED = Fingerprints.under("what do ya want for nothing?");

    @Test
    void is_the_hmac_sha_256_of_the_key_under_the_pepper() {
        // RFC 4231, test case 1, whose key is twenty bytes of 0x0b.
        assertThat(Fingerprints.under("\u000b".repeat(20)).of("Hi There"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    void is_made_of_every_raw_key_whatever_it_looks_like() throws MisfitException {
        assertThat(PEPPERED.ofKey("f", "sk-abcdefghij123456")).isEqualTo(PEPPERED.of("sk-abcdefghij123456"));
        assertThat(PEPPERED.ofKey("f", "Bearer sk-abcdefghij123456")).isEqualTo(PEPPERED.of("sk-abcdefghij123456"));
        assertThat(PEPPERED.ofKey("f", "correct-horse-battery")).isEqualTo(PEPPERED.of("correct-horse-battery"));
        assertThat(PEPPERED.ofKey("f", "key_4fPq")).isEqualTo(PEPPERED.of("key_4fPq"));
    }

    @Test
    void is_made_of_the_name_of_a_key_only_where_that_is_a_key_after_all() throws MisfitException {
        assertThat(PEPPERED.ofName("f", "sk-abcdefghij123456")).isEqualTo(PEPPERED.of("sk-abcdefghij123456"));
        assertThat(PEPPERED.ofName("f", "key_4fPq")).isEqualTo("key_4fPq");
        assertThat(Fingerprints.NONE.ofName("f", "apikey_01Rj2N8S")).isEqualTo("apikey_01Rj2N8S");
    }

    @Test
    void of_a_raw_key_needs_a_pepper_and_never_tells_the_key() {
        assertThatThrownBy(() -> Fingerprints.NONE.ofKey("api_key", "hunter2"))
                .isInstanceOfSatisfying(MisfitException.class, refused -> {
                    assertThat(refused.field()).isEqualTo("api_key");
                    assertThat(refused.reason()).isEqualTo(RefusalReason.RAW_CREDENTIAL);
                    assertThat(refused.why()).contains("credential.pepper").doesNotContain("hunter2");
                });
    }

    @Test
    void needs_a_pepper_that_is_no_guess() {
        assertThatThrownBy(() -> Fingerprints.under("salt")).hasMessage("pepper: 4 characters (expected: 16 or more)");
    }
}

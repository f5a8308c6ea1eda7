// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.List;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A signing key")
class SigningKeyTest {

    private static final String CLAIMS = "{\"iss\":\"us\",\"aud\":\"them\",\"iat\":1,\"jti\":\"id\"}";

    @Test
    void signs_with_es256_on_p256_so_that_another_library_can_verify() throws Exception {
        KeyPair pair = KeyPairs.ec("secp256r1");
        String token = SigningKey.parse(KeyPairs.pem(pair)).sign(CLAIMS, "key-1");

        ForeignVerifier verifier = new ForeignVerifier("us", "them", pair.getPublic(), "ES256");
        assertThat(verifier.verify(token)).hasToString(CLAIMS);
        assertThat(verifier.keyIdOf(token)).isEqualTo("key-1");
    }

    @Test
    void signs_with_rs256_by_rsa_so_that_another_library_can_verify() throws Exception {
        KeyPair pair = KeyPairs.rsa(2048);
        String token = SigningKey.parse(KeyPairs.pem(pair)).sign(CLAIMS, "key-1");

        assertThat(new ForeignVerifier("us", "them", pair.getPublic(), "RS256").verify(token))
                .hasToString(CLAIMS);
    }

    @Test
    void signs_nothing_that_another_key_verifies() {
        String token = SigningKey.parse(KeyPairs.pem(KeyPairs.ec("secp256r1"))).sign(CLAIMS, "key-1");
        ForeignVerifier verifier =
                new ForeignVerifier("us", "them", KeyPairs.ec("secp256r1").getPublic(), "ES256");

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void is_read_from_one_line_too() {
        assertThat(SigningKey.parse(
                        KeyPairs.pem(KeyPairs.ec("secp256r1")).strip().replace('\n', ' ')))
                .hasToString("ES256 (hidden)");
    }

    @Test
    void is_refused_where_it_is_too_weak_or_of_another_kind_and_never_quoted() {
        KeyPair pair = KeyPairs.ec("secp256r1");
        String pem = KeyPairs.pem(pair);
        for (String wrong : List.of(
                "",
                "SECRET",
                KeyPairs.pem(KeyPairs.rsa(1024)),
                KeyPairs.pem(KeyPairs.ec("secp384r1")),
                KeyPairs.pem("PUBLIC KEY", pair.getPublic()),
                KeyPairs.pem("PRIVATE KEY", pair.getPublic()),
                KeyPairs.pem("EC PRIVATE KEY", pair.getPrivate()),
                pem + pem,
                "-----BEGIN PRIVATE KEY-----SECRET-----END PRIVATE KEY-----")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> SigningKey.parse(wrong))
                    .withMessage("(hidden) (expected: " + SigningKey.RULE + ")")
                    .withNoCause();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fingerprint command")
class FingerprintCommandTest {

    private final InputStream before = System.in;

    @AfterEach
    void giveBack() {
        System.setIn(before);
    }

    @Test
    void prints_the_keyed_hash_of_the_key_on_standard_input() {
        Ran ran = run("Jefe's key\n", "credential.pepper=a pepper of some length");

        assertThat(ran.exitCode()).isZero();
        // printf %s "Jefe's key" | openssl dgst -sha256 -hmac "a pepper of some length"
        assertThat(ran.out()).containsExactly("7f1a8771bcd1787fd38b778309e7934e7dcb9ee11db1c8632a8ca8e5123268cc");
    }

    @Test
    void says_what_is_missing() {
        Ran noKey = run("\n", "credential.pepper=a pepper of some length");
        Ran noPepper = run("key\n", "topic.prefix=any.");

        assertThat(noKey.exitCode()).isEqualTo(1);
        assertThat(noKey.err()).singleElement().asString().contains("no key on standard input");
        assertThat(noPepper.exitCode()).isNotZero();
        assertThat(noPepper.err()).anySatisfy(line -> assertThat(line).contains("credential.pepper: not set"));
    }

    private static Ran run(String typed, String setting) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return Ran.keysurge("fingerprint", "--set", setting);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body")
class BodyTest {

    private static final int MOST = 1_000;

    @Test
    void is_read_as_it_is_or_unpacked() throws Exception {
        byte[] plain = Sample.utf8("{\"a\": 1}");

        assertThat(read(plain, null)).isEqualTo(plain);
        assertThat(read(plain, "identity")).isEqualTo(plain);
        assertThat(read(Sample.gzip(plain), "GZip")).isEqualTo(plain);
    }

    @Test
    void may_be_exactly_as_long_as_the_limit_and_not_a_byte_longer() throws Exception {
        assertThat(read(new byte[MOST], null)).hasSize(MOST);
        assertThat(read(Sample.gzip(new byte[MOST]), "gzip")).hasSize(MOST);

        refuses(new byte[MOST + 1], null, 413);
        refuses(Sample.gzip(new byte[MOST + 1]), "gzip", 413);
    }

    @Test
    void is_not_unpacked_further_when_it_is_a_bomb() {
        refuses(Sample.gzip(new byte[MOST * 500]), "gzip", 413);
    }

    @Test
    void is_refused_when_its_packing_is_damaged_or_not_known() {
        byte[] packed = Sample.gzip(new byte[MOST]);

        refuses(Arrays.copyOf(packed, packed.length - 9), "gzip", 400);
        refuses(new byte[MOST], "gzip", 400);
        refuses(new byte[0], "gzip", 400);
        refuses(packed, "br", 415);
    }

    private static byte[] read(byte[] sent, String encoding) throws Exception {
        return Body.read(new ByteArrayInputStream(sent), encoding, MOST);
    }

    private static void refuses(byte[] sent, String encoding, int status) {
        assertThatThrownBy(() -> read(sent, encoding))
                .isInstanceOfSatisfying(
                        MalformedBodyException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status))
                .hasMessageContaining("(expected: ");
    }
}

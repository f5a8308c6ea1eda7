// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Golden files of packed state. Run with {@code -Dgolden.renew=true} to write those of the newest layouts anew, while they
 * are not released; those of older ones never change.
 */
final class Goldens {

    private Goldens() {}

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /**
     * What a golden file says.
     *
     * @param newest what it is to say when it is renewed; empty: it is of an older layout
     */
    static String golden(String name, String newest) throws IOException {
        if (Boolean.getBoolean("golden.renew") && !newest.isEmpty()) {
            Files.writeString(Path.of("src/test/resources/golden", name), newest + "\n");
            return newest;
        }

        try (var in = Goldens.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}

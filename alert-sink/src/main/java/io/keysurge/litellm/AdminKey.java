// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The key with which the connector calls LiteLLM. Never prints itself. */
public final class AdminKey {

    /** It travels in a header: visible characters only. */
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private final String text;

    private AdminKey(String text) {
        this.text = text;
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when there is none, or it cannot be one
     */
    public static AdminKey parse(String text) {
        if (!VISIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "(not shown) (expected: the proxy's master key, or the key of a proxy admin)");
        }
        return new AdminKey(text);
    }

    String text() {
        return text;
    }

    /** The token by which LiteLLM knows this key too: its SHA-256 in hexadecimal. */
    String token() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform has to offer", e);
        }
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

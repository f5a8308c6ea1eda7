// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import java.util.regex.Pattern;

/**
 * What a virtual key is called in LiteLLM: its alias or its hashed token, never the key itself.
 *
 * @param text the alias, or the token where it has 64 hexadecimal digits
 */
public record KeyName(String text) {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
    private static final String KEY_PREFIX = "sk-";

    /** Digits of a token that are shown: enough to tell two keys apart, too few to find either. */
    private static final int SHOWN = 8;

    /**
     * Reads a name that a person chose.
     *
     * @throws IllegalArgumentException when there is none, or when it is a key; does not repeat it
     */
    public static KeyName parse(String text) {
        KeyName name = new KeyName(text.strip());
        if (!name.isUsable()) {
            throw new IllegalArgumentException(
                    "(not shown) (expected: a key's alias or its hashed token, never the key itself)");
        }
        return name;
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    boolean isToken() {
        return isToken(text);
    }

    /** False where an identity is called by nothing, or by what seems to be a key. */
    boolean isUsable() {
        return !text.isBlank() && !text.startsWith(KEY_PREFIX);
    }

    /** What may be shown of it. */
    String shown() {
        if (!isUsable()) {
            return "key without a name that may be shown";
        }
        return isToken() ? "key " + text.substring(0, SHOWN) + "..." : "key with alias " + text;
    }
}

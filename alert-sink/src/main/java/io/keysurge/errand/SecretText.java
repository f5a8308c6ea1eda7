// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import java.util.regex.Pattern;

/** A secret with which a target is called. Never prints itself. */
public final class SecretText {

    /** It travels in a header or a form: visible characters only. */
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /**
     * Reads a secret.
     *
     * @param expected what it should be, for the message
     * @throws IllegalArgumentException when there is none, or it cannot be one; never quotes it
     */
    public static SecretText parse(String text, String expected) {
        if (!VISIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException("(not shown) (expected: " + expected + ", in visible characters)");
        }
        return new SecretText(text);
    }

    /** The secret, for a call and nothing else. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

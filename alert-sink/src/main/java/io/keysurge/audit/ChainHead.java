// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

/**
 * Where a chain stands.
 *
 * @param sequence of its newest record; 0 of a chain that has none
 * @param hash of its newest record, 64 hexadecimal digits; zeros of a chain that has none
 */
public record ChainHead(long sequence, String hash) {

    /** A chain that has no record yet. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));

    private static final String SEPARATOR = ":";

    /** As text, such as {@code 12:9f...}. */
    public String text() {
        return sequence + SEPARATOR + hash;
    }

    /**
     * From text.
     *
     * @param text what {@link #text} made; blank stands for the start
     * @throws IllegalArgumentException when it is something else
     */
    public static ChainHead parse(String text) {
        if (text.isBlank()) {
            return START;
        }
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("chain head: " + text.length()
                    + " characters (expected: a number, a colon and 64 hexadecimal digits)");
        }
        return new ChainHead(Long.parseLong(parts[0]), parts[1]);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a line that cannot be read: how long it is, and its SHA-256, by which who has the line finds it. Nobody
 * can say what stands in it, so nothing of it is kept.
 */
public final class Unreadable {

    private final MessageDigest digest;
    private long bytes;

    /** Of a line that has not begun. */
    public Unreadable() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Of a text, in UTF-8. */
    public static Unreadable of(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return new Unreadable().add(encoded, 0, encoded.length);
    }

    /** Takes the next part of it. */
    public Unreadable add(byte[] part, int from, int length) {
        digest.update(part, from, length);
        bytes += length;
        return this;
    }

    /** As JSON: {@code left_out}, {@code bytes} and {@code sha256}. Ends it. */
    public String kept() {
        return "{\"left_out\":\"cannot be read\",\"bytes\":" + bytes + ",\"sha256\":\""
                + HexFormat.of().formatHex(digest.digest()) + "\"}";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import io.keysurge.usage.UsageRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Event ids that depend on the record alone, so that a record told twice counts once. */
final class EventIds {

    private static final int SHORT = 32;

    private EventIds() {}

    /** An id as it is; one beyond what the contract holds by its hash. */
    static String bounded(String id) {
        return id.length() <= UsageRules.MAX_EVENT_ID ? id : "sha256-" + hash(id);
    }

    /** An id made of what names a record: {@code usage-1767571200-} and 32 hexadecimal digits. */
    static String of(String prefix, String names) {
        return prefix + "-" + hash(names).substring(0, SHORT);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

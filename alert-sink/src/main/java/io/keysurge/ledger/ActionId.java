// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.contract.ResponseStep;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of an action, which every attempt at it carries. Part of the running state: changing it makes old
 * actions new again.
 */
public final class ActionId {

    private ActionId() {}

    /** Hex SHA-256 of {@code alert_id|connector|step}, 64 digits. */
    public static String of(String alertId, String connector, ResponseStep step) {
        String text = alertId + "|" + connector + "|" + step;
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform has to offer", e);
        }
    }
}

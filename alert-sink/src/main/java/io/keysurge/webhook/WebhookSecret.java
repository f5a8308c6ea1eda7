// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret in the spelling of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. Never prints
 * itself.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException when it is not one; the message does not repeat it
     */
    public static WebhookSecret parse(String text) {
        byte[] key = decode(text);
        if (!text.startsWith(PREFIX) || key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException("(hidden) (expected: " + PREFIX + " and base64 of " + LEAST_BYTES
                    + " to " + MOST_BYTES + " bytes; make one with: echo whsec_$(openssl rand -base64 32))");
        }
        return new WebhookSecret(key);
    }

    private static byte[] decode(String text) {
        try {
            return text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the decoder's own message would quote the secret
        }
    }

    SecretKeySpec key() {
        return key;
    }

    @Override
    public String toString() {
        return PREFIX + "(hidden)";
    }
}

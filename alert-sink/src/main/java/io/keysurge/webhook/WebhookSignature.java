// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;

/** The signature of Standard Webhooks: over exactly the bytes that are sent. */
final class WebhookSignature {

    private WebhookSignature() {}

    /**
     * The {@code webhook-signature} header: one signature per secret, so that a receiver can change its secret at
     * leisure.
     *
     * @param epochSeconds the attempt's {@code webhook-timestamp}
     */
    static String header(List<WebhookSecret> secrets, String id, long epochSeconds, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, id, epochSeconds, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(WebhookSecret secret, String id, long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret.key());
            mac.update((id + "." + epochSeconds + ".").getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing, which every Java platform has to offer", e);
        }
    }
}

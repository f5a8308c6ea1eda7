// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import java.time.Duration;
import java.util.List;

/**
 * How the webhook is called.
 *
 * @param target where it goes
 * @param format of the body
 * @param secrets the secret in force first; a second one while secrets are being exchanged
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for the connection to stand
 * @param deadline for the whole call
 */
public record WebhookSettings(
        WebhookTarget target,
        WebhookFormat format,
        List<WebhookSecret> secrets,
        boolean allowPrivate,
        Duration connectTimeout,
        Duration deadline) {

    public WebhookSettings {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "secrets: none (expected: at least one; an unsigned webhook is never sent)");
        }
    }
}

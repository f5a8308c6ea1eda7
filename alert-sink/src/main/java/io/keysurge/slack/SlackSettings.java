// SPDX-License-Identifier: Apache-2.0
package io.keysurge.slack;

import io.keysurge.http.Endpoint;
import java.time.Duration;

/**
 * Which channel is told. Prints no address: an incoming webhook's path is its password.
 *
 * @param webhook address of the incoming webhook
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for the connection to stand
 * @param deadline for the whole call
 */
public record SlackSettings(Endpoint webhook, boolean allowPrivate, Duration connectTimeout, Duration deadline) {

    /** What may be shown of it. */
    public String shown() {
        return "a channel at " + webhook.shown();
    }

    @Override
    public String toString() {
        return shown();
    }
}

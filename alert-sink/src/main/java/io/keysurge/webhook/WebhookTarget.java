// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import io.keysurge.http.Endpoint;
import java.net.URI;

/**
 * Where the webhook goes.
 *
 * @param url what an {@link Endpoint} may have; its path may be a secret
 */
public record WebhookTarget(URI url) {

    public WebhookTarget {
        new Endpoint(url);
    }

    /**
     * Reads a target.
     *
     * @throws IllegalArgumentException when it is not an address that a webhook may have; says why
     */
    public static WebhookTarget parse(String text) {
        return new WebhookTarget(URI.create(text));
    }

    /** Scheme, host and port: what may be shown. */
    public String shown() {
        return new Endpoint(url).shown();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.errand;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keysurge.http.Endpoint;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;

/**
 * Where a target is, and how long it may take.
 *
 * @param server its base address, with the path that it is served under where there is one
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for one connection to stand
 * @param deadline for all the calls of one action together
 */
public record Reach(Endpoint server, boolean allowPrivate, Duration connectTimeout, Duration deadline) {

    public Reach {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("deadline", deadline);
        if (server.url().getRawQuery() != null) {
            throw new IllegalArgumentException("server: an address with a query (expected: https://HOST/PATH)");
        }
    }

    /**
     * A client that calls nobody else.
     *
     * @param connector name of the connector, whose setting allows private addresses
     */
    public OneShotClient client(String connector) {
        return new OneShotClient(
                new PublicAddresses(allowPrivate, "sink." + connector + ".allow.private", Names.SYSTEM),
                connectTimeout,
                deadline);
    }

    /** An address below the base; {@code path} begins with a slash, and every name in it is {@link #encoded}. */
    public URI uri(String path) {
        return URI.create(server.url().toString().replaceAll("/+$", "") + path);
    }

    /** What may be shown of where it is. */
    public String shown() {
        return server.shown();
    }

    /** For a path, a query or a form alike: a space as {@code %20}, which is right in all of them. */
    public static String encoded(String text) {
        String encoded = URLEncoder.encode(text, UTF_8).replace("+", "%20");
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded; // or it would lead upwards
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + ": " + duration + " (expected: > 0)");
        }
    }
}

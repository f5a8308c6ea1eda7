// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that an operator may choose for a connector.
 *
 * @param url absolute, https (http to a loopback host only), without user or fragment
 */
public record Endpoint(URI url) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public Endpoint {
        String mistake = mistake(url);
        if (mistake != null) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is not one that may be called; says why
     */
    public static Endpoint parse(String text) {
        return new Endpoint(URI.create(text));
    }

    /** Scheme, host and port: what may be shown. Paths often hold a secret. */
    public String shown() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }

    private static @Nullable String mistake(URI url) {
        if (url.getScheme() == null || url.getHost() == null) {
            return "not an absolute URL (expected: https://HOST/PATH)";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "a URL with a user or a fragment (expected: https://HOST/PATH; who calls is said elsewhere)";
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean plainToSelf = scheme.equals("http")
                && LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches();
        return scheme.equals("https") || plainToSelf
                ? null
                : scheme + "://" + url.getHost() + " (expected: https, or http to a loopback host)";
    }
}

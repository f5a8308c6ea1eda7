// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry answers, and the user information its address carried.
 *
 * @param base scheme, host, port and path without a final slash and without user information: safe to print
 * @param userInfo {@code user:password} from the address; null when it had none
 */
record RegistryUrl(String base, @Nullable Password userInfo) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    static RegistryUrl parse(String text) {
        String shown = text.replaceFirst("//.*@", "//***@");
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException notAUri) {
            throw new ConfigException(expected(shown));
        }
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new ConfigException(expected(shown));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ConfigException(expected(shown));
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().replaceFirst("/+$", "");
        String userInfo = uri.getUserInfo();
        return new RegistryUrl(
                uri.getScheme() + "://" + uri.getHost() + port + path,
                userInfo == null ? null : new Password(userInfo));
    }

    boolean encrypted() {
        return base.startsWith("https:");
    }

    private static String expected(String shown) {
        return RegistrySettings.URL + ": " + shown
                + " (expected: addresses such as http://127.0.0.1:8081, separated by commas)";
    }
}

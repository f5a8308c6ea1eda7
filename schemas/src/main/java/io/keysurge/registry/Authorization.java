// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** How a request says on whose behalf it comes. */
final class Authorization {

    private Authorization() {}

    /** The Authorization header that the settings ask for; null when they leave it to the address. */
    static @Nullable Password from(boolean fromUserInfo, String userInfo, String bearerToken) {
        if (fromUserInfo) {
            if (!bearerToken.isEmpty()) {
                throw new ConfigException(RegistrySettings.BEARER_AUTH_TOKEN + ": set together with "
                        + RegistrySettings.BASIC_AUTH_SOURCE + "=USER_INFO (expected: one kind of credentials)");
            }
            if (userInfo.isEmpty()) {
                throw new ConfigException(
                        RegistrySettings.BASIC_AUTH_USER_INFO + ": empty (expected: user:password, because "
                                + RegistrySettings.BASIC_AUTH_SOURCE + " is USER_INFO)");
            }
            return basic(new Password(userInfo));
        }
        return bearerToken.isEmpty() ? null : new Password("Bearer " + bearerToken);
    }

    /** The header for {@code user:password}. */
    static Password basic(Password userInfo) {
        byte[] bytes = userInfo.value().getBytes(StandardCharsets.UTF_8);
        return new Password("Basic " + Base64.getEncoder().encodeToString(bytes));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.oauth;

import io.keysurge.errand.SecretText;
import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which authorization server is called, as whom, and for which tokens.
 *
 * @param revocation the revocation endpoint
 * @param introspection the introspection endpoint; null when the server cannot be asked
 * @param clientId the client that the tokens were issued to: a server revokes no other's
 * @param clientSecret that client's secret
 * @param tokens the tokens of each identity
 * @param tokenType what is said of them, as a hint: {@code refresh_token} or {@code access_token}
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for one connection to stand
 * @param deadline for all the calls of one action together
 */
public record OAuthSettings(
        Endpoint revocation,
        @Nullable Endpoint introspection,
        String clientId,
        SecretText clientSecret,
        Map<String, List<SecretText>> tokens,
        String tokenType,
        boolean allowPrivate,
        Duration connectTimeout,
        Duration deadline) {

    public OAuthSettings {
        tokens = tokens.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("deadline", deadline);
    }

    /** The tokens of an identity; none for one that is not named. */
    List<SecretText> tokensOf(String identityId) {
        return tokens.getOrDefault(identityId, List.of());
    }

    /** What may be shown of where the server is. */
    public String shown() {
        return "the authorization server at " + revocation.shown();
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + ": " + duration + " (expected: > 0)");
        }
    }
}

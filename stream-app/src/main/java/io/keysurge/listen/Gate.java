// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.runtime.HttpListener.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may post: who knows the token, where there is one, and no web page in either case. */
final class Gate {

    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] token;

    /** A gate; null is open to everybody who can reach the address. */
    Gate(@Nullable String token) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** Why the request may not come in; empty when it may. */
    Optional<String> objection(Asked asked) {
        // A page in a browser on this machine reaches the loopback address too; senders of usage have no origin.
        if (asked.header("Origin") != null) {
            return Optional.of("Origin: set (expected: none, as from a server; browsers may not post here)");
        }
        return token == null || knows(asked.header("Authorization"), token)
                ? Optional.empty()
                : Optional.of("Authorization: missing or wrong (expected: Bearer and the value of listen.token)");
    }

    private static boolean knows(@Nullable String header, byte[] token) {
        return header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }
}

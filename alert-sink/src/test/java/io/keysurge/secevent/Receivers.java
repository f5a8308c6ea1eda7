// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a receiver, and what it takes to look at what it gets. */
final class Receivers {

    static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final KeyPair PAIR = KeyPairs.ec("secp256r1");
    private static final String ISSUER = "https://keysurge.example";
    private static final String AUDIENCE = "https://receiver.example";

    private Receivers() {}

    static SecEventSettings settings(Receiver receiver, @Nullable String subjectIssuer) {
        return new SecEventSettings(
                receiver,
                ISSUER,
                AUDIENCE,
                SigningKey.parse(KeyPairs.pem(PAIR)),
                "key-1",
                subjectIssuer,
                Map.of("nhi-43", "billing-bot"),
                DEADLINE);
    }

    static ForeignVerifier verifier() {
        return new ForeignVerifier(ISSUER, AUDIENCE, PAIR.getPublic(), "ES256");
    }
}

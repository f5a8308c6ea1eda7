// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and how tokens are made.
 *
 * @param receiver how tokens reach it
 * @param issuer {@code iss} of every token
 * @param audience {@code aud} of every token: the receiver
 * @param key signs them
 * @param keyId by which the receiver finds the public key
 * @param subjectIssuer whose subjects identities are; null when their ids mean something by themselves
 * @param subjects what identities are called by the receiver where that differs from their own id
 * @param deadline for one action's tokens to be delivered
 */
public record SecEventSettings(
        Receiver receiver,
        String issuer,
        String audience,
        SigningKey key,
        String keyId,
        @Nullable String subjectIssuer,
        Map<String, String> subjects,
        Duration deadline) {

    public SecEventSettings {
        subjects = Map.copyOf(subjects);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
        }
    }

    /** What an identity is called by the receiver. */
    String subjectOf(String identityId) {
        return subjects.getOrDefault(identityId, identityId);
    }
}

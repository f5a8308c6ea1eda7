// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import io.keysurge.http.Endpoint;
import java.time.Duration;
import java.util.Map;

/**
 * Which LiteLLM proxy is called, and with which key.
 *
 * @param server its base address, with the path that it is served under where there is one
 * @param adminKey the proxy's master key, or the key of a proxy admin
 * @param keys what the virtual keys of identities are called; any other identity has the key whose alias is its own id
 * @param throttledTpm tokens a minute that are left to a key that is throttled
 * @param throttledRpm requests a minute that are left to a key that is throttled
 * @param allowPrivate true: private and loopback addresses may be called too
 * @param connectTimeout for one connection to stand
 * @param deadline for all the calls of one action together
 */
public record LiteLlmSettings(
        Endpoint server,
        AdminKey adminKey,
        Map<String, KeyName> keys,
        long throttledTpm,
        long throttledRpm,
        boolean allowPrivate,
        Duration connectTimeout,
        Duration deadline) {

    public LiteLlmSettings {
        keys = Map.copyOf(keys);
        requirePositive("throttledTpm", throttledTpm); // LiteLLM does not say whether 0 means none or all
        requirePositive("throttledRpm", throttledRpm);
        requirePositive("connectTimeout", connectTimeout.toNanos());
        requirePositive("deadline", deadline.toNanos());
        if (server.url().getRawQuery() != null) {
            throw new IllegalArgumentException("server: an address with a query (expected: https://HOST/PATH)");
        }
    }

    /** What the key of an identity is called. */
    KeyName keyOf(String identityId) {
        return keys.getOrDefault(identityId, new KeyName(identityId));
    }

    Limits throttled() {
        return new Limits(throttledTpm, throttledRpm);
    }

    /** What may be shown of where the proxy is. */
    public String shown() {
        return "LiteLLM at " + server.shown();
    }

    private static void requirePositive(String what, long number) {
        if (number <= 0) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: > 0)");
        }
    }
}

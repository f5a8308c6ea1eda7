// SPDX-License-Identifier: Apache-2.0
package io.keysurge.openai;

import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.Reach;
import io.keysurge.errand.SecretText;
import java.util.Map;
import java.util.Set;

/**
 * Whose keys they are, and with which key the administration API is called.
 *
 * @param reach where the API is
 * @param adminKey an admin key of the organization
 * @param keys each identity's key: {@code PROJECT/KEYID} or {@code PROJECT/KEYID/SERVICEACCOUNT}
 * @param throttle what a throttled project may do
 */
public record OpenAiSettings(Reach reach, SecretText adminKey, Map<String, String> keys, Throttle throttle) {

    /** What the admin key is, for whoever has to set it. */
    public static final String KEY_RULE = "an admin key of the organization, sk-admin-...";

    public OpenAiSettings {
        keys = Map.copyOf(keys);
        keys.values().forEach(ProjectKey::parse);
    }

    /**
     * What a throttled project may do within a minute.
     *
     * @param limits ids of the rate limits that are lowered; none: no project is ever throttled
     * @param requests that are left to it under each limit
     * @param tokens that are left to it under each limit
     */
    public record Throttle(Set<String> limits, long requests, long tokens) {

        public Throttle {
            limits = Set.copyOf(limits);
            if (requests < 1 || tokens < 1) {
                throw new IllegalArgumentException(
                        "throttle: " + requests + " requests, " + tokens + " tokens (expected: 1 or more)");
            }
        }

        Rate rate() {
            return new Rate(requests, tokens);
        }
    }

    /**
     * Checks the name of a key.
     *
     * @throws IllegalArgumentException when it is none; does not repeat it
     */
    public static void requireKey(String text) {
        ProjectKey.parse(text);
    }

    /** Steps that can be taken. */
    public Set<ResponseStep> steps() {
        return throttle.limits().isEmpty()
                ? Set.of(ResponseStep.REVOKE)
                : Set.of(ResponseStep.THROTTLE, ResponseStep.REVOKE);
    }

    /** What may be shown of where the API is. */
    public String shown() {
        return OpenAiConnector.TITLE + " at " + reach.shown();
    }
}

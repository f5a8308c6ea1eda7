// SPDX-License-Identifier: Apache-2.0
package io.keysurge.aws;

import io.keysurge.errand.Reach;
import io.keysurge.errand.SecretText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys they are, and as whom IAM is called.
 *
 * @param reach where IAM is
 * @param region that calls are signed for
 * @param own the sink's own credentials
 * @param keys each identity's key: {@code USER/ACCESSKEYID}
 * @param propagation how long after its yes AWS may still accept a key
 */
public record AwsSettings(Reach reach, String region, Credentials own, Map<String, String> keys, Duration propagation) {

    /** What a secret access key is, for whoever has to set it. */
    public static final String SECRET_RULE = "a secret access key";

    public AwsSettings {
        keys = Map.copyOf(keys);
        if (keys.values().stream().anyMatch(own::isCalled)) {
            throw new IllegalArgumentException("keys: " + own.accessKeyId()
                    + " (expected: keys of identities, not the one that the sink itself lives on)");
        }
        if (propagation.isNegative()) {
            throw new IllegalArgumentException("propagation: " + propagation + " (expected: >= 0)");
        }
    }

    /**
     * What calls are signed with.
     *
     * @param accessKeyId the sink's own access key
     * @param secret its secret
     * @param sessionToken for temporary credentials; null: they are none
     */
    public record Credentials(
            String accessKeyId, SecretText secret, @Nullable SecretText sessionToken) {

        /** True for the name that this very key would have among those of identities. */
        public boolean isCalled(String name) {
            return AccessKey.parse(name).id().equals(accessKeyId);
        }
    }

    /**
     * Checks the name of a key.
     *
     * @throws IllegalArgumentException when it is none; does not repeat it
     */
    public static void requireKey(String text) {
        AccessKey.parse(text);
    }

    /** What may be shown of where IAM is. */
    public String shown() {
        return AwsConnector.TITLE + " at " + reach.shown();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * The credential an identity uses. It rotates; the identity's baseline stays.
 *
 * @param fingerprint keyed hash of the credential
 * @param firstSeenAt event time of its first use, milliseconds since 1970
 * @param rotatedFrom fingerprint in use before it; null for the first
 */
public record Credential(
        String fingerprint, long firstSeenAt, @Nullable String rotatedFrom) {

    static @Nullable Credential afterUse(@Nullable Credential current, Usage usage) {
        String fingerprint = usage.credential();
        if (fingerprint == null || (current != null && current.fingerprint.equals(fingerprint))) {
            return current;
        }
        return new Credential(fingerprint, usage.occurredAt(), current == null ? null : current.fingerprint);
    }

    static void write(@Nullable Credential credential, StateWriter out) {
        out.text(credential == null ? null : credential.fingerprint);
        if (credential != null) {
            out.number(credential.firstSeenAt);
            out.text(credential.rotatedFrom);
        }
    }

    static @Nullable Credential read(StateReader in) {
        String fingerprint = in.text();
        return fingerprint == null ? null : new Credential(fingerprint, in.number(), in.text());
    }
}

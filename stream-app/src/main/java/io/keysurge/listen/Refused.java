// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.usage.Refusal;
import io.keysurge.usage.UsageRules;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A part of a payload that does not become an event.
 *
 * @param identity whose it is; empty when that is not known
 * @param refusal why, without secrets
 * @param kept what is kept of it, without secrets and without what was said in the call
 */
record Refused(String identity, Refusal refusal, String kept) {

    /** The key of its record; null when it is not known whose it is, or by a name that is longer than names may be. */
    byte @Nullable [] key() {
        boolean fits = !identity.isEmpty() && identity.length() <= UsageRules.MAX_NAME;
        return fits ? identity.getBytes(StandardCharsets.UTF_8) : null;
    }

    /** The same without what is kept of it but its length, for a broker that takes no more. */
    Refused inShort() {
        int bytes = kept.getBytes(StandardCharsets.UTF_8).length;
        return new Refused(identity, refusal, "{\"left_out\":\"too large for the broker\",\"bytes\":" + bytes + "}");
    }
}

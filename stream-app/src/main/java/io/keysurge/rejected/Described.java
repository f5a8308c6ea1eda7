// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A refused record and what its bytes decode to.
 *
 * @param rejected the record
 * @param record what it says; null when that cannot be told
 * @param unreadable why it cannot be told; null when it can
 */
public record Described(
        Rejected rejected,
        @Nullable SpecificRecord record,
        @Nullable String unreadable) {

    static Described decoded(Rejected rejected, SpecificRecord record) {
        return new Described(rejected, record, null);
    }

    static Described unreadable(Rejected rejected, String why) {
        return new Described(rejected, null, why);
    }

    /** Whom it is about: as the record says, or else as its key does; null when neither does. */
    public @Nullable String identity() {
        if (record instanceof UsageEvent usage) {
            return usage.getIdentityId();
        }
        if (record instanceof IdentityRecord identity) {
            return identity.getIdentityId();
        }
        if (record instanceof ExposureReport report) {
            return report.getIdentityId();
        }
        if (record instanceof ActionRecord action) {
            return action.getIdentityId();
        }
        return keyText();
    }

    /** Who published it, as it says; null when it does not, or cannot be read. */
    public @Nullable String producer() {
        return record instanceof UsageEvent usage ? usage.getProducer() : null;
    }

    /** The usage, if it is some. */
    public @Nullable UsageEvent usage() {
        return record instanceof UsageEvent usage ? usage : null;
    }

    /** The key as text; null when there is none. */
    public @Nullable String keyText() {
        byte[] key = rejected.key();
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }
}

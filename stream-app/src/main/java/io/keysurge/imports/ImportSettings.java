// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a payload does not say of itself.
 *
 * @param identityAttributes names of attributes or metadata that hold the identity, the first that is there wins; asked
 *     before those that the format knows
 * @param identity whose calls they are where a record names nobody; null refuses such records
 * @param zone of times that name none; null refuses such times
 * @param fingerprints makes keyed hashes of raw keys
 * @param producer what events say of who published them; null says nothing
 */
public record ImportSettings(
        List<String> identityAttributes,
        @Nullable String identity,
        @Nullable ZoneId zone,
        Fingerprints fingerprints,
        @Nullable String producer) {

    /** Takes only what payloads say, and no raw key. */
    public static final ImportSettings NONE = new ImportSettings(List.of(), null, null, Fingerprints.NONE, null);

    /** A copy of the list, so that nobody changes it. */
    public ImportSettings {
        identityAttributes = List.copyOf(identityAttributes);
    }
}

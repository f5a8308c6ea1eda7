// SPDX-License-Identifier: Apache-2.0
package io.keysurge.revoke;

import java.util.Optional;

/**
 * What the registry of identities says now. What an alert carries was true when it was raised, if its writer told the
 * truth.
 */
public interface Register {

    /** Why a machine may do nothing above a notification to an identity, in one sentence; empty when it may. */
    Optional<String> protects(String identityId);

    /** How many identities are registered. */
    int size();
}

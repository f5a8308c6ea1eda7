// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: OAuth 2.0 Token Revocation (RFC 7009), by which tokens that operators entrusted to the sink are made
 * worthless, and Token Introspection (RFC 7662), by which that is seen.
 *
 * <p>Which server is called is configuration, never data: an alert chooses only among the identities whose tokens are
 * configured. No token is printed, kept in the ledger or sent anywhere but to those two endpoints.
 */
@NullMarked
package io.keysurge.oauth;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: HashiCorp Vault or OpenBao, where an identity's lease, or its token by accessor, is revoked.
 *
 * <p>Which server and which leases are configuration, never data. A lease's id and an accessor are no credentials: with
 * them nobody gets at the secret or the token, which are never needed, asked for or kept.
 *
 * <p>Written against the published contract, not a running server: the pages "/sys/leases" and "Token auth method (API)"
 * of Vault, and the token store of OpenBao, as of November 2026.
 */
@NullMarked
package io.keysurge.vault;

import org.jspecify.annotations.NullMarked;

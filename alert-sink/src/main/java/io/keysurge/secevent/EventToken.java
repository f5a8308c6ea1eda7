// SPDX-License-Identifier: Apache-2.0
package io.keysurge.secevent;

/**
 * A Security Event Token.
 *
 * @param jti its id
 * @param compact signed, as it is sent
 */
record EventToken(String jti, String compact) {}

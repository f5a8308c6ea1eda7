// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: Keycloak's admin REST interface, through which the client of an identity is disabled, enabled again,
 * or given a new secret that nobody is told.
 *
 * <p>Which Keycloak, which realm and which client are configuration, never data: an alert chooses only among the
 * clients of one realm, by the identity it names. No secret that Keycloak tells is kept, printed or handed on.
 */
@NullMarked
package io.keysurge.keycloak;

import org.jspecify.annotations.NullMarked;

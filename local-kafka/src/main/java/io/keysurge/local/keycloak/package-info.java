// SPDX-License-Identifier: Apache-2.0
/**
 * How do I get a real Keycloak on this machine? {@link io.keysurge.local.keycloak.LocalKeycloak} answers for tests.
 *
 * <p>Knows nothing of what is done to it: realms and clients are its users' affair. The archive is fetched by the build
 * of the module that needs it.
 */
@NullMarked
package io.keysurge.local.keycloak;

import org.jspecify.annotations.NullMarked;

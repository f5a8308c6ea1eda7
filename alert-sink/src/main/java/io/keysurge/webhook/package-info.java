// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: a signed HTTP request to an endpoint of the operator's choice, by Standard Webhooks 1.0.0.
 *
 * <p>Where the request goes is configuration, never data: nothing in an alert can choose an address. Retrying is not
 * done here, and how the call is made is the affair of {@code io.keysurge.http}.
 */
@NullMarked
package io.keysurge.webhook;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How does a connector make one HTTP call that can neither be led astray nor held up?
 *
 * <p>The only room that speaks to an HTTP library. It knows nothing of what is said over HTTP, of alerts, or of
 * actions; repeating a call is its callers' affair.
 */
@NullMarked
package io.keysurge.http;

import org.jspecify.annotations.NullMarked;

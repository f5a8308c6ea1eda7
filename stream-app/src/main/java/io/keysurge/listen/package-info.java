// SPDX-License-Identifier: Apache-2.0
/**
 * How usage gets in from those who send it over HTTP as it happens: OTLP/HTTP traces and LiteLLM's generic logging
 * callback.
 *
 * <p>One promise: what is acknowledged is on the usage topic, or kept on the rejected one. So a request is answered when
 * the broker has confirmed everything that became of it, and not before; while it does not, senders are told to come
 * again. What a payload means is {@link io.keysurge.imports}' affair; nothing here knows a field of it.
 */
@NullMarked
package io.keysurge.listen;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How a contract becomes bytes on a topic and back: Confluent's wire format, and what it means when bytes are not.
 *
 * <p>Bytes that can never be decoded and a registry that cannot be asked right now are kept apart here, because the one
 * is rejected and the other waited for. What happens then is decided elsewhere.
 */
@NullMarked
package io.keysurge.serde;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The schema registry as seen from outside: Confluent's REST interface, its settings, and what can go wrong with it.
 *
 * <p>Whether a record can be decoded is decided elsewhere; nothing here knows about records, bytes on a topic or
 * threads of a stream.
 */
@NullMarked
package io.keysurge.registry;

import org.jspecify.annotations.NullMarked;

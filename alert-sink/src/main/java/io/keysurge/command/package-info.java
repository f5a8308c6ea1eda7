// SPDX-License-Identifier: Apache-2.0
/**
 * One connector: commands on a Kafka topic, as CloudEvents 1.0 in the binary mode of their Kafka binding, for whoever
 * acts on identities and would rather read a topic than be called.
 *
 * <p>The one connector that knows Kafka. Which topic is configuration, never data; nothing here creates it.
 */
@NullMarked
package io.keysurge.command;

import org.jspecify.annotations.NullMarked;

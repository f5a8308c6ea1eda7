// SPDX-License-Identifier: Apache-2.0
/**
 * The two foreign servers: how a Kafka broker and an Apicurio registry are configured, started and asked whether they answer.
 *
 * <p>They are started as JVMs of their own and are never on a class path of ours. Nothing here decides when they start or stop.
 */
@NullMarked
package io.keysurge.local.server;

import org.jspecify.annotations.NullMarked;

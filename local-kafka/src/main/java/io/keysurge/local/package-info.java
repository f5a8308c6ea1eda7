// SPDX-License-Identifier: Apache-2.0
/**
 * How do I get a real Kafka and a real schema registry on this machine? {@link io.keysurge.local.LocalCluster} answers for tests,
 * {@link io.keysurge.local.LocalKafka} for the command line.
 *
 * <p>Knows nothing of Keysurge's topics, schemas and applications beyond where their jars lie: this module stands alone.
 */
@NullMarked
package io.keysurge.local;

import org.jspecify.annotations.NullMarked;

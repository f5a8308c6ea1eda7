// SPDX-License-Identifier: Apache-2.0
/**
 * A peer: the simple rule as the Kafka Streams DSL suggests it, with windows, an aggregate and Avro for all state.
 *
 * <p>Shares the rule's arithmetic with the recount and nothing with the detector.
 */
@NullMarked
package io.keysurge.bench.throughput.dsl;

import org.jspecify.annotations.NullMarked;

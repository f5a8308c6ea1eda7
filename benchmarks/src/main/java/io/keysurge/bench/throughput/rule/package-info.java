// SPDX-License-Identifier: Apache-2.0
/**
 * What the peers do: one simple rule for spikes and fan-out, and the recount that says what each system must have found.
 *
 * <p>The recount reads a topic in one thread, with maps for state, and shares nothing with the systems but the rule's
 * arithmetic; for Keysurge it runs the pure engine.
 */
@NullMarked
package io.keysurge.bench.throughput.rule;

import org.jspecify.annotations.NullMarked;

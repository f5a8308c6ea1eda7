// SPDX-License-Identifier: Apache-2.0
/**
 * A peer: the simple rule on Apache Flink, once as its documentation suggests and once tuned.
 *
 * <p>A MiniCluster in the measuring process, state on the heap, checkpoints to disk. Shares the rule with the recount and
 * nothing with the detector.
 */
@NullMarked
package io.keysurge.bench.throughput.flink;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The systems that are measured, and the process in which each runs alone: from the beginning of the topic, until its
 * last event is counted.
 *
 * <p>A system only works and counts; what it costs is read from outside of it.
 */
@NullMarked
package io.keysurge.bench.throughput.system;

import org.jspecify.annotations.NullMarked;

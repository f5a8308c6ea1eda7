// SPDX-License-Identifier: Apache-2.0
/**
 * The process in which one system runs alone: from the beginning of the topic, until its last event is counted; and the
 * process that recounts.
 *
 * <p>What a system costs is read from outside of it, by the operating system's own count.
 */
@NullMarked
package io.keysurge.bench.throughput.process;

import org.jspecify.annotations.NullMarked;

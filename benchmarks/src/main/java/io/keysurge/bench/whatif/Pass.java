// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.whatif;

/**
 * Once through the topic.
 *
 * @param work what was done with each event
 * @param seconds how long it took
 * @param eventsPerS events a second
 * @param cpuSPerMillion CPU seconds of this process per million events, without the JIT's threads
 */
record Pass(String work, double seconds, double eventsPerS, double cpuSPerMillion) {}

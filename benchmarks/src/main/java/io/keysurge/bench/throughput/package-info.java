// SPDX-License-Identifier: Apache-2.0
/**
 * How much CPU does an event cost, beside what else could read the same topic? A real broker, one system after the
 * other, each in a JVM of its own.
 *
 * <p>Here are the command, the order of things and the report; what is measured lies in the rooms below.
 */
@NullMarked
package io.keysurge.bench.throughput;

import org.jspecify.annotations.NullMarked;

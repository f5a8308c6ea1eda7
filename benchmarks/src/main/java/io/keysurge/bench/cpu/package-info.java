// SPDX-License-Identifier: Apache-2.0
/**
 * What a process costs the machine, as Linux counts it in {@code /proc}: CPU by thread, memory, the load of others.
 *
 * <p>Knows nothing of what the process does. Elsewhere than on Linux there is nothing to read.
 */
@NullMarked
package io.keysurge.bench.cpu;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Where a measured JVM spends its time: a flight recording as a flame graph. Knows nothing of what was measured.
 */
@NullMarked
package io.keysurge.bench.flame;

import org.jspecify.annotations.NullMarked;

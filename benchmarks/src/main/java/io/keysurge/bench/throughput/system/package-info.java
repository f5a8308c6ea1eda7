// SPDX-License-Identifier: Apache-2.0
/**
 * What a system under measurement is, and those that are close to Keysurge: the detector, what it is built on, and plain
 * consumers.
 *
 * <p>A system only works and counts. What it costs is not its concern.
 */
@NullMarked
package io.keysurge.bench.throughput.system;

import org.jspecify.annotations.NullMarked;

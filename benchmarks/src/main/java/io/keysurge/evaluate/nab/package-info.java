// SPDX-License-Identifier: Apache-2.0
/**
 * What do detectors of series make of the Numenta Anomaly Benchmark? Reads its files, runs each detector over every
 * series from the first row on, and writes what it said.
 *
 * <p>A detector sees one value at a time and knows nothing of files, windows or what comes next.
 */
@NullMarked
package io.keysurge.evaluate.nab;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How long does it take until an alert is there? From the {@code send()} of the event that crosses the line to a
 * consumer that holds the alert, on a real broker, among the usage of many.
 *
 * <p>Judges no figure: there is an aim in the documentation and none in the code.
 */
@NullMarked
package io.keysurge.bench.latency;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How usage gets in from files: which formats there are, how a line or a record within a document becomes a usage event,
 * and how events are published. What fields of other systems mean is said in {@link io.keysurge.imports}.
 *
 * <p>Files are read as a stream, so a file may be larger than memory. Nothing here judges usage, and nothing here knows
 * the command line.
 */
@NullMarked
package io.keysurge.load;

import org.jspecify.annotations.NullMarked;

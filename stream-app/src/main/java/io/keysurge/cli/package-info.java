// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: what people type, and how it is answered. Results go to standard output, everything about the run to
 * standard error; exit code 0 is success, 1 failure, 2 wrong usage.
 *
 * <p>Commands read options and print; the work is done elsewhere.
 */
@NullMarked
package io.keysurge.cli;

import org.jspecify.annotations.NullMarked;

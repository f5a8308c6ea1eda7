// SPDX-License-Identifier: Apache-2.0
/**
 * The front door: main, settings, and the order in which the rooms open and close.
 *
 * <p>Nothing here decides anything. Only this room reads the environment and ends the process.
 */
@NullMarked
package io.keysurge.sink;

import org.jspecify.annotations.NullMarked;

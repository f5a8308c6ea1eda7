// SPDX-License-Identifier: Apache-2.0
/**
 * One home: the folder that holds the data, logs and process ids of one local installation, and what of it runs.
 *
 * <p>Services live longer than the command that started them, so everything known about them is read from the home each time. Commands and
 * their output are not here but in {@code io.keysurge.local}.
 */
@NullMarked
package io.keysurge.local.home;

import org.jspecify.annotations.NullMarked;

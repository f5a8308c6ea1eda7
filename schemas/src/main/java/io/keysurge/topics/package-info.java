// SPDX-License-Identifier: Apache-2.0
/**
 * The topic catalogue: which topics exist, what their records are, and how the broker has to keep them.
 *
 * <p>Nothing here reads or writes records; names live here and nowhere else.
 */
@NullMarked
package io.keysurge.topics;

import org.jspecify.annotations.NullMarked;

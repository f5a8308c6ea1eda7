// SPDX-License-Identifier: Apache-2.0
/** Rules that hold for all rooms of the sink. */
@NullMarked
package io.keysurge;

import org.jspecify.annotations.NullMarked;

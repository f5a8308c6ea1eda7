// SPDX-License-Identifier: Apache-2.0
/**
 * What would the usual rules have said? Each is a small class that tells how far every ten-minute bucket of one identity
 * is out, judged by the buckets before it.
 *
 * <p>Pure functions of the buckets; whose they are, which of them count and what follows is none of this room's business.
 */
@NullMarked
package io.keysurge.evaluate.peer;

import org.jspecify.annotations.NullMarked;

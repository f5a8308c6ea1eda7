// SPDX-License-Identifier: Apache-2.0
/**
 * The short way in: does a usage record surely pass every rule, and what does detection need of it, told from its bytes.
 *
 * <p>It never refuses. What it does not surely accept is decoded as a whole and judged by the rules themselves, which also
 * have the words for it. Nothing here knows Kafka or the registry.
 */
@NullMarked
package io.keysurge.positional;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured on: a broker of its own, processes of their own that end
 * with it, detectors that can be looked at, stopped and killed, and usage that fills a topic or comes at a steady pace.
 *
 * <p>Knows nothing of what is measured.
 */
@NullMarked
package io.keysurge.bench.stage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Does memory stay bounded? A detector with a small heap, very many identities and steady usage: what the process holds
 * over time, and what one identity costs on the heap, on disk and on the broker.
 *
 * <p>Judges no figure: there is an aim in the documentation and none in the code.
 */
@NullMarked
package io.keysurge.bench.memory;

import org.jspecify.annotations.NullMarked;

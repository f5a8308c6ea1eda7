// SPDX-License-Identifier: Apache-2.0
/**
 * How fast is the log judged again? Reading it, telling what it says, judging it in one way and in two, each on the same
 * topic of a real broker.
 *
 * <p>Judges no figure: there is an aim in the documentation and none in the code.
 */
@NullMarked
package io.keysurge.bench.whatif;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How long is the detector away? From a start to where it works again: with its state deleted, kept, or left behind by
 * a {@code kill -9}; the hand-over from one instance to another; and what two instances cost beside one.
 *
 * <p>Judges no figure: there is an aim in the documentation and none in the code.
 */
@NullMarked
package io.keysurge.bench.restore;

import org.jspecify.annotations.NullMarked;

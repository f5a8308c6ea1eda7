// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a few fields of an Avro record straight from its bytes, by a plan made once from the schema it was written with.
 *
 * <p>It never says what is wrong with a record, and never asks a registry: what is in any way doubtful it leaves to the
 * reader that makes whole records. So it may accept only what that reader accepts too, with the same values.
 */
@NullMarked
package io.keysurge.serde.positional;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * How a message speaks to a person: the name that was probably meant, and a foreign value quoted without giving a
 * secret away.
 *
 * <p>Plain text in, plain text out; nothing here knows what is being talked about.
 */
@NullMarked
package io.keysurge.wording;

import org.jspecify.annotations.NullMarked;

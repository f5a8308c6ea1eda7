// SPDX-License-Identifier: Apache-2.0
/**
 * Tells people by e-mail, over SMTP. The only room that speaks it.
 */
@NullMarked
package io.keysurge.email;

import org.jspecify.annotations.NullMarked;

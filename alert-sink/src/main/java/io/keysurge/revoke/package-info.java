// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement room: given an alert, what was done lately and the rules in force, which step may be taken, and what
 * holds it back?
 *
 * <p>Policy is a function of its arguments: no clock, no thread, no Kafka, no HTTP. The words (alert types, steps,
 * modes) are the
 * contract's own, so that they cannot drift. The port {@link io.keysurge.revoke.Connector} is here too; what
 * implements it is not.
 */
@NullMarked
package io.keysurge.revoke;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The reading room: alerts in, decisions written, offsets committed with them.
 *
 * <p>One thread polls, decodes, asks the policy and writes one transaction. It waits where waiting helps (registry or
 * broker away) and
 * passes over only what nobody will ever be able to read.
 */
@NullMarked
package io.keysurge.consume;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The registry of identities, as the sink knows it: read from its topic, kept in memory, asked before every step.
 *
 * <p>It decides nothing; what follows from an answer is for the policy.
 */
@NullMarked
package io.keysurge.register;

import org.jspecify.annotations.NullMarked;

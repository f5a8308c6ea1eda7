// SPDX-License-Identifier: Apache-2.0
/**
 * Whether what was counted here is what the provider counted: its own report of a day against the roll-ups of that day.
 *
 * <p>Knows the reports' published forms and the contract of roll-ups; the topic is read elsewhere.
 */
@NullMarked
package io.keysurge.reconcile;

import org.jspecify.annotations.NullMarked;

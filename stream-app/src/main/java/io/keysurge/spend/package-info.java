// SPDX-License-Identifier: Apache-2.0
/**
 * What it cost, and whom: hourly roll-ups of the spend topic, read, priced again where asked, summed by whatever finance
 * wants to see, and written for people and for their tools.
 *
 * <p>Money is decimal and exact until it is shown. Who writes the roll-ups is not for here.
 */
@NullMarked
package io.keysurge.spend;

import org.jspecify.annotations.NullMarked;

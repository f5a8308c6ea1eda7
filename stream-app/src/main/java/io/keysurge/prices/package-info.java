// SPDX-License-Identifier: Apache-2.0
/**
 * What tokens cost: a versioned table of prices by model, kind of token and time, which the user writes.
 *
 * <p>Whole numbers and decimals only, never floating point. Where tokens come from and where costs go is not for here:
 * no Kafka, no Avro, no clock.
 */
@NullMarked
package io.keysurge.prices;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * What did it look like? Draws one stretch of a series as SVG: what was seen, what the detector allowed, what it said and
 * what really happened.
 *
 * <p>Knows neither alerts nor labels nor files: a chart in, text out.
 */
@NullMarked
package io.keysurge.evaluate.plot;

import org.jspecify.annotations.NullMarked;

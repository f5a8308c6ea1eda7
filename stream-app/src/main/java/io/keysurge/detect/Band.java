// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * What {@link AlertKind#TOKEN_SPIKE} expects of an identity in one of its windows, and from where on it would speak of
 * that window alone: of one minute, the band that a chart of usage by the minute is drawn on. It speaks of less than the
 * threshold when it lasts for two minutes, ten, or an hour, which have thresholds of their own.
 *
 * @param minute minutes since 1970 of the window's last minute
 * @param observed tokens per minute in the window; of two minutes those of the lesser
 * @param usual tokens per minute of the busiest such window that counts as usual; 0 while nothing is known
 * @param threshold tokens per minute that the window has to exceed; calls have to exceed theirs as well. While warming it
 *     is that for newcomers, which two adjacent minutes have to exceed
 * @param warming true while the identity is too new for a usual of its own: {@code usual} is then the busiest of two
 *     adjacent minutes so far
 */
public record Band(long minute, double observed, double usual, double threshold, boolean warming) {}

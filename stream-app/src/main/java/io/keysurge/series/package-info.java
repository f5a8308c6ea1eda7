/**
 * The room of any one series of numbers: how surprising is the next value, given only those before it?
 *
 * <p>Nothing here knows tokens, identities, Kafka or the clock. A scorer is a small machine fed in order; its memory
 * is bounded whatever the length of the series, and the same values give the same scores.
 */
@NullMarked
package io.keysurge.series;

import org.jspecify.annotations.NullMarked;

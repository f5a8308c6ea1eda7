/**
 * What the sink counts: every metric once, with its name, its labels and its meaning.
 *
 * <p>Knows nothing of alerts or actions; the rooms that see things happen do the counting. No label ever names an
 * identity: that would make one time series per identity.
 */
@NullMarked
package io.keysurge.measure;

import org.jspecify.annotations.NullMarked;

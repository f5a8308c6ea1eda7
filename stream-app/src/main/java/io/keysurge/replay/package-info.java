/**
 * The engine over a slice of the past: a file now, a range of the log later.
 *
 * <p>Finds what the running detector found, with the same ids, because it is the same engine over the same records in
 * the same order. Writes to no topic.
 */
@NullMarked
package io.keysurge.replay;

import org.jspecify.annotations.NullMarked;

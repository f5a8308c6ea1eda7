/**
 * How long do the parts of the hot path take, one at a time, in one JVM? JMH benchmarks of judgement, of packed state
 * and of decoding.
 *
 * <p>No broker and no disk: what a whole installation carries is another question. Nothing looks at this room.
 */
@NullMarked
package io.keysurge.bench;

import org.jspecify.annotations.NullMarked;

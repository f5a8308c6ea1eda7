/**
 * The wiring, top to bottom: topics, step names and thin processors that look up, ask, remember and forward.
 *
 * <p>The only room that speaks Kafka Streams besides the stores and the application. Nothing is decided here.
 */
@NullMarked
package io.keysurge.topology;

import org.jspecify.annotations.NullMarked;

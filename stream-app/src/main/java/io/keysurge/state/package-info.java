/**
 * How what is remembered becomes bytes: our own packed layout with a version byte, the names of the stores, and how much
 * of it is kept decoded, for how long.
 *
 * <p>No registry, no Avro: state outlives schemas. Which facts are worth remembering is decided elsewhere.
 */
@NullMarked
package io.keysurge.state;

import org.jspecify.annotations.NullMarked;

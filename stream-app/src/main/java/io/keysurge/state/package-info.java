/**
 * How what is remembered becomes bytes: our own packed layout with a version byte, and the names of the stores.
 *
 * <p>No registry, no Avro: state outlives schemas. Which facts are worth remembering is decided elsewhere.
 */
@NullMarked
package io.keysurge.state;

import org.jspecify.annotations.NullMarked;

/**
 * Every setting of the detector once: name, bounds, default and meaning; read into typed records and client
 * properties.
 *
 * <p>Reads no environment and no files itself, and decides nothing.
 */
@NullMarked
package io.keysurge.config;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

/**
 * A setting as it was given.
 *
 * @param written the text as it stands in its source, placeholders and all
 * @param from where it came from, in words
 */
record Sourced(String written, String from) {}

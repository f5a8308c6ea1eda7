// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

/**
 * A rule that an entry of a file breaks.
 *
 * @param place where below the entry, as a JSON pointer
 * @param rule what is there, and what is expected
 */
record Broken(String place, String rule) {}

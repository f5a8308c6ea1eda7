// SPDX-License-Identifier: Apache-2.0
/**
 * Usage that never happened: a population of machine identities that lives believably, and stories of identities that
 * stop behaving like themselves.
 *
 * <p>Pure: the same seed and the same span of time give the same events. Nothing here reads a clock, a file or a topic.
 * Models, prices and networks are invented; network names are from the ranges reserved for documentation.
 */
@NullMarked
package io.keysurge.generate;

import org.jspecify.annotations.NullMarked;

/**
 * What makes a usage event acceptable: the rules that producers' tools and the detector apply alike.
 *
 * <p>Pure functions of the event and the append time. Nothing here decodes, publishes or judges usage.
 */
@NullMarked
package io.keysurge.usage;

import org.jspecify.annotations.NullMarked;

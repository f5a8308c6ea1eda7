/**
 * What does the house look like? Pages for people, made from the code itself: topology, topics, stores, settings,
 * alert types, metrics and contracts.
 *
 * <p>Looks at everything; nothing looks at it. Reads no broker, no registry and no clock, so that the same code always
 * gives the same pages.
 */
@NullMarked
package io.keysurge.docs;

import org.jspecify.annotations.NullMarked;

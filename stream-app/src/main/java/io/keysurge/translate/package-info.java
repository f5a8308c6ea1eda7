/**
 * Between the contracts and the judgement room: usage events become what detection needs, findings become alerts.
 *
 * <p>Pure functions; nothing here decides anything, and nothing here knows Kafka.
 */
@NullMarked
package io.keysurge.translate;

import org.jspecify.annotations.NullMarked;

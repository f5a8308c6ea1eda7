// SPDX-License-Identifier: Apache-2.0
/**
 * How people read what the house says: the tail of a topic, which alerts to show, and an alert as one line.
 *
 * <p>Reads committed records only, joins no consumer group, changes nothing. Knows nothing of the command line.
 */
@NullMarked
package io.keysurge.alerts;

import org.jspecify.annotations.NullMarked;

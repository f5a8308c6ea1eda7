// SPDX-License-Identifier: Apache-2.0
/**
 * What a record of the log says of one identity, or why it cannot be counted: the running detector and whoever reads the
 * log again ask the same classes, so that both admit the same; but for the detector's own packed records, of which it
 * counts the foreign ones itself.
 *
 * <p>Decodes and checks; remembers nothing of identities, judges nothing, and knows neither Kafka Streams nor consumers.
 */
@NullMarked
package io.keysurge.admission;

import org.jspecify.annotations.NullMarked;

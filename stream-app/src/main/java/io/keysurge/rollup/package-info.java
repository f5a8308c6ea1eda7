/**
 * What identities consumed by the hour: kept beside their profiles, told from time to time, added up by finance.
 *
 * <p>Plain Java on the state's own reader and writer, and on prices; nothing here judges, and nothing here knows Kafka or Avro.
 */
@NullMarked
package io.keysurge.rollup;

import org.jspecify.annotations.NullMarked;

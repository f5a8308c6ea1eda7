// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the house as it has to exist on the broker.
 *
 * @param name full topic name, prefix included
 * @param key what the record key is, in words
 * @param value the Avro contract of its values; null where values are raw bytes
 * @param purpose who writes it and what for, in one sentence
 * @param config topic configuration that differs from the broker's defaults
 */
public record TopicSpec(
        String name,
        String key,
        @Nullable Class<? extends SpecificRecord> value,
        String purpose,
        Map<String, String> config) {

    public TopicSpec {
        config = Map.copyOf(config);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.config.DetectorConfig;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** What Kafka Streams costs by itself: a source and a step that counts, under the detector's own configuration. */
public final class FloorSubject {

    private FloorSubject() {}

    /** The system for an assignment. */
    public static Subject of(Assignment assignment, Tally tally) {
        Settings settings = DetectorSettings.of(assignment);
        var topology = new Topology()
                .addSource(
                        "read-usage",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        CommonSettings.topics(settings).usage().name())
                .addProcessor("count", () -> new CountOnly(tally), "read-usage");
        return new StreamsSubject(topology, DetectorConfig.streams(settings, false), tally);
    }

    private static final class CountOnly extends ContextualProcessor<byte[], byte[], Void, Void> {

        private final Tally tally;

        CountOnly(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void process(Record<byte[], byte[]> incoming) {
            tally.count();
        }
    }
}

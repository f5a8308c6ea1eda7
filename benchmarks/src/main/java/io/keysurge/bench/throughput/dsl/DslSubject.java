// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.dsl;

import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.bench.throughput.system.DetectorSettings;
import io.keysurge.bench.throughput.system.StreamsSubject;
import io.keysurge.bench.throughput.system.Subject;
import io.keysurge.bench.throughput.system.Tally;
import io.keysurge.config.DetectorConfig;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The DSL application. Guarantee, commit interval and threads are the detector's, so that both secure their work equally well;
 * 64 MB of cache; all else is Kafka Streams' default.
 */
public final class DslSubject {

    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    private static final List<String> AS_THE_DETECTOR = List.of(
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            StreamsConfig.APPLICATION_ID_CONFIG,
            StreamsConfig.STATE_DIR_CONFIG,
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG);

    private DslSubject() {}

    /** The system for an assignment. */
    public static Subject of(Assignment assignment, Tally tally) {
        Properties detector = DetectorConfig.streams(DetectorSettings.of(assignment));
        var properties = new Properties();
        AS_THE_DETECTOR.forEach(name -> properties.put(name, detector.get(name)));
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        var topology = new DslTopology(assignment.usage(), assignment.peerAlerts(), tally);
        return new StreamsSubject(topology.build(properties), properties, tally);
    }
}

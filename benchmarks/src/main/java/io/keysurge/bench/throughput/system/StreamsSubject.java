// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A topology on Kafka Streams. */
public final class StreamsSubject implements Subject {

    private static final Duration LONGEST_CLOSE = Duration.ofMinutes(3);

    private final Properties properties;
    private final KafkaStreams streams;

    /** A topology that will run under these properties; the tally hears why it stops. */
    public StreamsSubject(Topology topology, Properties properties, Tally tally) {
        this.properties = properties;
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(failure -> {
            tally.fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (before == State.RUNNING && now == State.REBALANCING) {
                tally.fail(
                        new IllegalStateException(
                                "Kafka Streams lost its partitions and began again from the last"
                                        + " commit, so events were counted twice (expected: one run through; is the machine too busy?)"));
            }
        });
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public void close() {
        if (!streams.close(LONGEST_CLOSE)) {
            throw new IllegalStateException("Kafka Streams did not close within " + LONGEST_CLOSE);
        }
    }

    @Override
    public String version() {
        return "kafka-streams " + AppInfoParser.getVersion();
    }

    @Override
    public String commits() {
        String guarantee = String.valueOf(properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        return (guarantee.equals(StreamsConfig.AT_LEAST_ONCE) ? "alos " : "eos ")
                + properties.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG) + " ms";
    }
}

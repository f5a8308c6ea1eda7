// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.keysurge.topics.Topics;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link UsageReporter} works. Immutable; the {@code with} methods give changed copies.
 *
 * @param producer what {@code producer} of an event is when it names none: stable over versions and instances, because
 *     metering gaps are judged by it; 1 to 128 characters
 * @param version version of the producer, kept as attribute {@link #VERSION_ATTRIBUTE}; null when there is none
 * @param clients settings of Kafka's producer, of the registry and of the serde under their own names;
 *     {@code bootstrap.servers} and {@code schema.registry.url} are needed, {@code acks} and
 *     {@code enable.idempotence} are not for choice
 * @param topics the topic catalogue
 * @param mostEvents most events that wait or are on their way; 1 or more
 * @param mostBytes most bytes of them, encoded; at least {@link Topics#MAX_RECORD_BYTES}
 * @param patience how long the delivery of an accepted event is tried; a second or more
 */
public record ReporterSettings(
        String producer,
        @Nullable String version,
        Map<String, Object> clients,
        Topics topics,
        int mostEvents,
        long mostBytes,
        Duration patience) {

    /** Attribute of an event that holds the version of its producer. */
    public static final String VERSION_ATTRIBUTE = "producer.version";

    private static final int MOST_EVENTS = 50_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST_NAME = 128;

    public ReporterSettings {
        require(
                !producer.isBlank() && producer.length() <= LONGEST_NAME,
                "producer: " + producer.length() + " characters (expected: 1 to " + LONGEST_NAME + ")");
        require(mostEvents >= 1, "mostEvents: " + mostEvents + " (expected: >= 1)");
        require(
                mostBytes >= Topics.MAX_RECORD_BYTES,
                "mostBytes: " + mostBytes + " (expected: >= " + Topics.MAX_RECORD_BYTES + ")");
        require(
                patience.compareTo(LEAST_PATIENCE) >= 0,
                "patience: " + patience + " (expected: >= " + LEAST_PATIENCE + ")");
        clients = Map.copyOf(clients);
    }

    /**
     * The usual: topics that begin with {@code keysurge.}, at most 50,000 events and 32 MiB, ten minutes of patience.
     *
     * @throws IllegalArgumentException naming what is out of bounds
     */
    public static ReporterSettings of(String producer, String version, Map<String, ?> clients) {
        return new ReporterSettings(
                producer,
                version,
                Map.copyOf(clients),
                new Topics(Topics.DEFAULT_PREFIX),
                MOST_EVENTS,
                MOST_BYTES,
                PATIENCE);
    }

    /** The same with topics whose names begin with another prefix. */
    public ReporterSettings withTopicPrefix(String prefix) {
        return new ReporterSettings(producer, version, clients, new Topics(prefix), mostEvents, mostBytes, patience);
    }

    /** The same with another bound. */
    public ReporterSettings withBuffer(int events, long bytes) {
        return new ReporterSettings(producer, version, clients, topics, events, bytes, patience);
    }

    /** The same with more or less patience. */
    public ReporterSettings withPatience(Duration duration) {
        return new ReporterSettings(producer, version, clients, topics, mostEvents, mostBytes, duration);
    }

    /** Without the clients' settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ReporterSettings[" + producer + " " + version + ", "
                + topics.usage().name() + ", " + mostEvents + " events, " + mostBytes + " bytes, " + patience + "]";
    }

    private static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.topics.Topics;
import java.util.Map;

/**
 * What one process is asked to measure.
 *
 * @param system which system
 * @param bootstrapServers where the broker is
 * @param registryUrl where the schema registry is
 * @param prefix what topic names begin with
 * @param partitions partitions of the usage topic
 * @param events events on the usage topic
 * @param warmUp events before the clock starts
 * @param directory where the system may write
 * @param brokerProcess process id of the broker; 0 when not known
 * @param settings settings of the detector
 */
public record Assignment(
        SystemName system,
        String bootstrapServers,
        String registryUrl,
        String prefix,
        int partitions,
        long events,
        long warmUp,
        String directory,
        long brokerProcess,
        Map<String, String> settings) {

    public Assignment {
        settings = Map.copyOf(settings);
    }

    /** The topic to read. */
    public String usage() {
        return new Topics(prefix).usage().name();
    }

    /** Where the broker and the registry are, as clients and serdes take it. */
    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    }

    /** Where the system writes alerts, unless it is Keysurge. */
    public String peerAlerts() {
        return peerAlerts(prefix, system);
    }

    /** Where a peer writes its alerts. */
    public static String peerAlerts(String prefix, SystemName system) {
        return prefix + "alerts-of-" + system;
    }

    /** Name of the system's consumer group and of its internal topics' beginning. */
    public String applicationId() {
        return prefix + "bench-" + system + "-run";
    }
}

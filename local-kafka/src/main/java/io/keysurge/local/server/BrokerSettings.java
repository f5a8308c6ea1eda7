// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a small broker on a laptop needs set: everything replicated as far as the cluster is large, little memory, no waiting.
 *
 * @param node the broker
 * @param cluster every node, the broker included
 */
record BrokerSettings(BrokerNode node, List<BrokerNode> cluster) {
    /** Below the directory the broker runs in: so no character of that directory's path can be taken for a separator. */
    static final String DATA = "data";

    Map<String, String> all(Map<String, String> extra) {
        var settings = new LinkedHashMap<String, String>();
        network(settings);
        replication(settings);
        economy(settings);
        settings.put("log.dirs", DATA);
        // A typing mistake in a topic's name has to fail here as it does on a well-kept cluster.
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(extra);
        return settings;
    }

    private void network(Map<String, String> settings) {
        String listeners = "PLAINTEXT://" + node.address() + ",CONTROLLER://" + node.controllerAddress();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(node.id()));
        settings.put("listeners", listeners);
        settings.put("advertised.listeners", listeners);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        // Static voters: unlike dynamic ones they are read from here at each start, so the ports may change between
        // starts.
        settings.put(
                "controller.quorum.voters",
                cluster.stream()
                        .map(voter -> voter.id() + "@" + voter.controllerAddress())
                        .collect(Collectors.joining(",")));
    }

    private void replication(Map<String, String> settings) {
        String replicas = String.valueOf(cluster.size());
        String inSync = String.valueOf(Math.max(1, cluster.size() - 1));
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
    }

    private void economy(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The default of 128 MiB is allocated at start and would be half of the heap.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
    }
}

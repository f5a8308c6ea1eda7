// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.alerts.Tailed;
import io.keysurge.alerts.TopicTail;
import io.keysurge.config.ListenConfig;
import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.runtime.Settings;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Topics of one test, with listeners that publish to them. */
final class ListenStage {

    static final int PARTITIONS = 2;

    final Topics topics = new Topics("listen-" + UUID.randomUUID() + ".");
    private final LocalCluster cluster;

    ListenStage(LocalCluster cluster) {
        this.cluster = cluster;
        Map<String, Object> clients = clients();
        try (var admin = Admin.create(clients);
                var registry = RegistryClient.from(clients)) {
            new TopicProvisioner(admin, PARTITIONS, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    /** A listener for both protocols on free ports. */
    ListenService start(Map<String, String> further) {
        Map<String, String> flags = new HashMap<>(further);
        clients().forEach((name, value) -> flags.put(name, value.toString()));
        flags.put("topic.prefix", topics.prefix());
        flags.put("listen.otlp.port", "0");
        flags.put("listen.litellm.port", "0");
        flags.put("listen.http.port", "0");
        var started = new ListenService(Settings.of(ListenConfig.definition(), flags));
        started.start(error -> {});
        return started;
    }

    Map<String, Object> clients() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());
    }

    /** Every event that is on the usage topic. */
    List<UsageEvent> usage() {
        List<UsageEvent> events = new ArrayList<>();
        try (TopicTail<UsageEvent> tail =
                new TopicTail<>(UsageEvent.class, clients(), topics.usage().name(), warning -> {})) {
            tail.fromBeginning();
            Map<TopicPartition, Long> ends = tail.ends();
            while (!tail.reached(ends)) {
                tail.poll(Duration.ofMillis(200)).stream().map(Tailed::value).forEach(events::add);
            }
        }
        return events;
    }

    /** The sum of a listener's metric over all series with a label of this value. */
    static double sum(ListenService service, String metric, String value) {
        return new String(new Sender(service.httpPort(), "/metrics").get().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains('"' + value + '"'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

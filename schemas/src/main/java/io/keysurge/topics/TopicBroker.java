// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The few questions and orders that provisioning has for the broker, each answered or refused within a minute. */
final class TopicBroker {

    private static final long PATIENCE_SECONDS = 60;
    private static final String DEFAULT_REPLICATION = "default.replication.factor";

    private final Admin admin;

    TopicBroker(Admin admin) {
        this.admin = admin;
    }

    /** Those of the topics that exist. */
    Map<String, ExistingTopic> describe(Collection<String> names) {
        Map<String, TopicDescription> descriptions = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                descriptions.put(name, await(answer));
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused("topic " + name + " cannot be described", refused);
                }
            }
        });
        Map<String, Map<String, String>> configs = configs(descriptions.keySet());
        return descriptions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            var partitions = entry.getValue().partitions();
            return new ExistingTopic(
                    partitions.size(),
                    partitions.get(0).replicas().size(),
                    configs.getOrDefault(entry.getKey(), Map.of()));
        }));
    }

    /** Creates the topics and gives the names of those that nobody else had created in the meantime. */
    List<String> create(List<NewTopic> topics) {
        List<String> created = new ArrayList<>();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics).values();
        for (NewTopic topic : topics) {
            try {
                await(Objects.requireNonNull(answers.get(topic.name())));
                created.add(topic.name());
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused("topic " + topic.name() + " cannot be created", refused);
                }
            }
        }
        return created;
    }

    /** How many replicas the brokers give a topic that does not ask for a number. */
    int defaultReplication() {
        try {
            String broker =
                    await(admin.describeCluster().nodes()).iterator().next().idString();
            var resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
            Config config =
                    await(admin.describeConfigs(List.of(resource)).all()).get(resource);
            return Optional.ofNullable(config)
                    .map(found -> found.get(DEFAULT_REPLICATION))
                    .map(ConfigEntry::value)
                    .map(Integer::parseInt)
                    .orElse(1);
        } catch (ExecutionException refused) {
            throw refused("the brokers' " + DEFAULT_REPLICATION + " cannot be read", refused);
        }
    }

    private Map<String, Map<String, String>> configs(Collection<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> configs = new HashMap<>();
        try {
            await(admin.describeConfigs(resources).all()).forEach((resource, config) -> {
                Map<String, String> entries = new HashMap<>();
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .forEach(entry -> entries.put(entry.name(), entry.value()));
                configs.put(resource.name(), entries);
            });
            return configs;
        } catch (ExecutionException refused) {
            throw refused("the configuration of topics " + names + " cannot be read", refused);
        }
    }

    private static <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            throw new TopicProvisioningException(
                    "no answer from the broker within " + PATIENCE_SECONDS
                            + " seconds (expected: a broker at bootstrap.servers)",
                    silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TopicProvisioningException("interrupted while waiting for the broker", stopped);
        }
    }

    private static TopicProvisioningException refused(String what, ExecutionException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return new TopicProvisioningException(
                what + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Creates the topics of the catalogue that are missing, and says where those that exist differ from it. Never changes
 * or deletes a topic that exists: what its policy is worth is for the operator to weigh.
 */
public final class TopicProvisioner {

    /** Lets the brokers choose the replication factor. */
    public static final short BROKER_DEFAULT = -1;

    private static final int REPLICAS_WORTH_WAITING_FOR = 3;
    private static final String TWO_IN_SYNC = "2";
    private static final Duration UNTIL_VISIBLE = Duration.ofSeconds(10);
    private static final long GLANCE_MILLIS = 50;

    private final TopicBroker broker;
    private final int partitions;
    private final short replicationFactor;

    /**
     * A provisioner that uses, and does not close, the given client.
     *
     * @param partitions partitions of each topic, 1 or more; co-partitioned topics follow those of them that exist
     * @param replicationFactor replicas of each partition, 1 or more, or {@link #BROKER_DEFAULT}
     */
    public TopicProvisioner(Admin admin, int partitions, short replicationFactor) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: 1 or more)");
        }
        if (replicationFactor < 1 && replicationFactor != BROKER_DEFAULT) {
            throw new IllegalArgumentException("replication factor: " + replicationFactor + " (expected: 1 or more, or "
                    + BROKER_DEFAULT + " for the broker's default)");
        }
        this.broker = new TopicBroker(admin);
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Creates what is missing and returns once the broker shows it. Calling it again, or from two processes at once,
     * does no harm.
     *
     * @return names of the topics that this call created, in the catalogue's order
     * @throws TopicProvisioningException when the broker refuses or does not answer
     */
    public List<String> createMissing(Topics topics) {
        Map<String, ExistingTopic> existing = broker.describe(names(topics.all()));
        List<TopicSpec> missing = topics.all().stream()
                .filter(spec -> !existing.containsKey(spec.name()))
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        int replicas = replicationFactor == BROKER_DEFAULT ? broker.defaultReplication() : replicationFactor;
        List<NewTopic> wanted = missing.stream()
                .map(spec -> wanted(spec, partitions(spec, topics, existing), replicationFactor, replicas))
                .toList();
        List<String> created = broker.create(wanted);
        awaitVisible(names(missing));
        return created;
    }

    /**
     * Where the broker's topics differ from the catalogue in what correctness rests on: cleanup, time stamps, record
     * size, unlimited retention, safe replication and co-partitioning. Shorter or longer retention is the operator's
     * choice and no difference.
     *
     * @return one sentence per difference, with the mend; empty when all is well
     * @throws TopicProvisioningException when the broker refuses or does not answer
     */
    public List<String> differences(Topics topics) {
        return TopicDifferences.between(topics, broker.describe(names(topics.all())));
    }

    /** The topic to ask for; {@code replicas} is what the factor comes to on these brokers. */
    static NewTopic wanted(TopicSpec spec, int partitions, short factor, int replicas) {
        Map<String, String> config = new HashMap<>(spec.config());
        if (replicas >= REPLICAS_WORTH_WAITING_FOR) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TWO_IN_SYNC);
        }
        Optional<Short> asked = factor == BROKER_DEFAULT ? Optional.empty() : Optional.of(factor);
        return new NewTopic(spec.name(), Optional.of(partitions), asked).configs(config);
    }

    private int partitions(TopicSpec spec, Topics topics, Map<String, ExistingTopic> existing) {
        if (!topics.coPartitioned().contains(spec)) {
            return partitions;
        }
        return topics.coPartitioned().stream()
                .map(other -> existing.get(other.name()))
                .filter(found -> found != null)
                .map(ExistingTopic::partitions)
                .findFirst()
                .orElse(partitions);
    }

    /** Brokers learn of a new topic a moment after it is made; Kafka Streams would stop over a source it cannot see. */
    private void awaitVisible(Collection<String> names) {
        long deadline = System.nanoTime() + UNTIL_VISIBLE.toNanos();
        while (broker.describe(names).size() < names.size() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new TopicProvisioningException("interrupted while waiting for new topics", stopped);
            }
        }
    }

    private static List<String> names(Collection<TopicSpec> specs) {
        return specs.stream().map(TopicSpec::name).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What a system wrote to secure its state, as the broker holds it.
 *
 * @param records records on all its changelog topics; transactions' markers count as records
 * @param bytes bytes on the broker's disk
 */
record Changelog(long records, long bytes) {

    private static final long PATIENCE_SECONDS = 60;
    private static final String SUFFIX = "-changelog";

    /** Nothing. */
    static final Changelog NONE = new Changelog(0, 0);

    /**
     * The changelogs of one application.
     *
     * @param applicationId what its internal topics begin with
     */
    static Changelog of(Admin admin, String applicationId)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                .filter(name -> name.startsWith(applicationId + "-") && name.endsWith(SUFFIX))
                .collect(Collectors.toSet());
        if (topics.isEmpty()) {
            return NONE;
        }
        Set<TopicPartition> partitions =
                admin.describeTopics(topics).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS).values().stream()
                        .flatMap(topic -> partitions(topic).stream())
                        .collect(Collectors.toSet());
        return new Changelog(records(admin, partitions), bytes(admin, topics));
    }

    private static Set<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .collect(Collectors.toSet());
    }

    private static long records(Admin admin, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static long bytes(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<Integer> brokers = admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                .map(node -> node.id())
                .collect(Collectors.toSet());
        return admin
                .describeLogDirs(brokers)
                .allDescriptions()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> topics.contains(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }
}

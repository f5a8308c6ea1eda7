// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of topics and groups. */
public final class Logs implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Admin admin;

    private Logs(Admin admin) {
        this.admin = admin;
    }

    /** Those of a stage's broker. */
    public static Logs of(Stage stage) {
        return new Logs(Admin.create(stage.clientSettings()));
    }

    /** Usage that the broker has and a group has not committed yet. */
    public long behind(String group, String topic) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> ends = ends(Set.of(topic));
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata done = committed.get(end.getKey());
                    return end.getValue() - (done == null ? 0 : done.offset());
                })
                .sum();
    }

    /** Offsets of all changelogs of an application; markers of transactions count. */
    public long changelogRecords(String applicationId)
            throws ExecutionException, InterruptedException, TimeoutException {
        return ends(changelogs(applicationId)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Bytes of all changelogs of an application on the broker's disk. */
    public long changelogBytes(String applicationId) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = changelogs(applicationId);
        List<Integer> brokers = get(admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        return get(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> topics.contains(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private Set<String> changelogs(String applicationId)
            throws ExecutionException, InterruptedException, TimeoutException {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(applicationId + "-") && name.endsWith("-changelog"))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = get(
                        admin.describeTopics(topics).allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}

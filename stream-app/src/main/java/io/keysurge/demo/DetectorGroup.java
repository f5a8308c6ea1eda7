// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the detector is, asked of the broker: what counts is what it has committed, not what it says of itself. */
public final class DetectorGroup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final String group;
    private final String topic;

    /**
     * A group, asked about one of the topics that it reads.
     *
     * @param clientSettings where the broker is
     * @param group the detector's consumer group
     * @param topic what it is to have read
     */
    public DetectorGroup(Map<String, Object> clientSettings, String group, String topic) {
        this.admin = Admin.create(clientSettings);
        this.group = group;
        this.topic = topic;
    }

    /** The consumer group's name. */
    String name() {
        return group;
    }

    /** True when the group has members, and they have agreed on who reads what. */
    boolean running() {
        return answer(admin.listGroups().all()).stream()
                .filter(listing -> listing.groupId().equals(group))
                .map(GroupListing::groupState)
                .anyMatch(Optional.of(GroupState.STABLE)::equals);
    }

    /** Records of the topic that the group has not yet committed. */
    public long lag() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        answer(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .forEach(found -> found.partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                answer(admin.listOffsets(latest).all());
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata reached = committed.get(end.getKey());
                    return end.getValue().offset() - (reached == null ? 0 : reached.offset());
                })
                .sum();
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new DemoException("The broker refuses to say how far the detector is: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new DemoException(
                    "The broker did not answer within " + PATIENCE.toSeconds() + " s (expected: a running house); see"
                            + " `./keysurge up`",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}

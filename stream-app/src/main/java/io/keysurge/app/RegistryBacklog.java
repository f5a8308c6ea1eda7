// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** What the identity registry has said that a detector has not taken in yet. */
final class RegistryBacklog {

    private final Admin admin;
    private final String group;
    private final String topic;

    /**
     * What waits for a group on a topic.
     *
     * @param group the detector's consumer group
     * @param topic the topic of identities
     */
    RegistryBacklog(Admin admin, String group, String topic) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
    }

    /**
     * Records that wait, those that compaction has removed included.
     *
     * @throws IllegalStateException when no broker answers
     */
    long records() throws InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(OffsetSpec.earliest());
        Map<TopicPartition, @Nullable OffsetAndMetadata> done = Preflight.get(
                "read the offsets of group " + group,
                () -> admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(Preflight.PATIENCE_SECONDS, TimeUnit.SECONDS));
        long waiting = 0;
        for (var end : ends.entrySet()) {
            OffsetAndMetadata read = done.get(end.getKey());
            ListOffsetsResultInfo begin = begins.get(end.getKey());
            long next = read != null ? read.offset() : begin == null ? 0 : begin.offset();
            waiting += Math.max(0, end.getValue().offset() - next);
        }
        return waiting;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(OffsetSpec which) throws InterruptedException {
        Map<String, TopicDescription> described = Preflight.get(
                "describe " + topic,
                () -> admin.describeTopics(Set.of(topic))
                        .allTopicNames()
                        .get(Preflight.PATIENCE_SECONDS, TimeUnit.SECONDS));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription description : described.values()) {
            for (TopicPartitionInfo partition : description.partitions()) {
                asked.put(new TopicPartition(topic, partition.partition()), which);
            }
        }
        return Preflight.get(
                "read the offsets of " + topic,
                () -> admin.listOffsets(asked).all().get(Preflight.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.command;

import io.keysurge.local.LocalCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of commands, as its administrator and its readers see it. */
public final class CommandTopic {

    private final String name;
    private final Map<String, Object> clients;
    private final TopicPartition partition;

    /** One of this name, not created yet. */
    public CommandTopic(String name, LocalCluster cluster) {
        this.name = name;
        this.clients = Map.of("bootstrap.servers", cluster.bootstrapServers());
        this.partition = new TopicPartition(name, 0);
    }

    /** Creates it, with one partition. */
    public void create() throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    long size() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /** The first so many commands. */
    public List<ConsumerRecord<String, byte[]>> read(int commands) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (read.size() < commands && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(clients, new StringDeserializer(), new ByteArrayDeserializer());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.IsolationLevel;

/** How the sinks read a topic that they share: what is committed, all of it, and offsets only with what came of it. */
final class GroupConsumer {

    private static final int MOST_AT_ONCE = 200;

    private GroupConsumer() {}

    /**
     * Settings of a consumer.
     *
     * @param clients what every Kafka client of this process is given
     * @param group the group that shares the topic
     */
    static Map<String, Object> settings(Map<String, Object> clients, String group) {
        Map<String, Object> consumer = new HashMap<>(clients);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        consumer.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (!"consumer".equals(consumer.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            // An instance that keeps a partition keeps its calls in flight too.
            consumer.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return consumer;
    }
}

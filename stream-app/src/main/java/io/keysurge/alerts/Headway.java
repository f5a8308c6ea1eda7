// SPDX-License-Identifier: Apache-2.0
package io.keysurge.alerts;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Tells a reader who goes to known ends whether it still gets on: a broker that is gone answers polls with nothing. */
final class Headway {

    /** Polls of about a quarter of a second each. */
    private static final int MOST_STILL = 120;

    private final Map<TopicPartition, Long> ends;
    private long before = -1;
    private int still;

    Headway(Map<TopicPartition, Long> ends) {
        this.ends = ends;
    }

    /**
     * True until every record before the ends was polled.
     *
     * @throws KafkaException when polls have brought nothing for half a minute
     */
    boolean goesOn(Consumer<?, ?> consumer) {
        Collection<TopicPartition> partitions = ends.keySet();
        boolean more = partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L));
        long now = partitions.stream().mapToLong(consumer::position).sum();
        still = now == before ? still + 1 : 0;
        before = now;
        if (more && still == MOST_STILL) {
            throw new KafkaException(partitions + " gave nothing for half a minute although there is more (expected: a"
                    + " broker that answers)");
        }
        return more;
    }
}

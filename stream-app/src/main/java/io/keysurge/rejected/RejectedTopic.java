// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of refused records, up to the end that it had when this was made. For one thread. */
public final class RejectedTopic implements AutoCloseable {

    private final RawLog log;
    private final SourceTopics sources;
    private final String name;
    private final OffsetSet retried = new OffsetSet();
    private long foreign;

    /**
     * Looks the topic up.
     *
     * @param clients broker, registry and client settings
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer or has no such topic
     */
    public RejectedTopic(Topics topics, Map<String, Object> clients) {
        name = topics.usageRejected().name();
        log = new RawLog(name, clients);
        sources = new SourceTopics(topics, clients);
    }

    /**
     * The refused records that somebody wants, those of a partition in their order. Reads the topic twice: first what was
     * published again, then the records.
     *
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public void read(RejectedFilter filter, Consumer<Described> each) {
        Map<Integer, Long> starts = starts(filter);
        log.read(starts, record -> RetryMark.retried(record).ifPresent(retried::add));
        foreign = 0;
        again(filter, starts, each);
    }

    /** As {@link #read}, once more. */
    void again(RejectedFilter filter, Consumer<Described> each) {
        foreign = 0;
        again(filter, starts(filter), each);
    }

    /** The refused record at a place; empty when there is none, or none any more. */
    public Optional<Described> at(Coordinates where) {
        Optional<Described> found = log.at(where).flatMap(Rejected::of).map(sources::describe);
        log.read(
                Map.of(where.partition(), where.offset()),
                record -> RetryMark.retried(record).ifPresent(retried::add));
        return found;
    }

    /** True when a record that was read was published again before. */
    public boolean isRetried(Coordinates where) {
        return retried.contains(where);
    }

    /** Records of the last reading that are neither refused records nor marks. */
    public long foreign() {
        return foreign;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        sources.close();
    }

    private void again(RejectedFilter filter, Map<Integer, Long> starts, Consumer<Described> each) {
        log.read(starts, record -> {
            if (RetryMark.retried(record).isEmpty()) {
                describe(record, filter).ifPresent(each);
            }
        });
    }

    private Optional<Described> describe(ConsumerRecord<byte[], byte[]> record, RejectedFilter filter) {
        Optional<Rejected> rejected = Rejected.of(record);
        if (rejected.isEmpty()) {
            foreign++;
        }
        return rejected.filter(filter::mayMean).map(sources::describe).filter(filter::means);
    }

    private Map<Integer, Long> starts(RejectedFilter filter) {
        if (filter.places().isEmpty()) {
            return log.from(filter.from(), log.partitions());
        }
        Set<Integer> partitions =
                filter.places().stream().map(Coordinates::partition).collect(Collectors.toSet());
        Map<Integer, Long> starts = new HashMap<>(log.from(filter.from(), partitions));
        for (int partition : partitions) {
            long first = filter.places().stream()
                    .filter(place -> place.partition() == partition)
                    .mapToLong(Coordinates::offset)
                    .min()
                    .orElseThrow();
            starts.merge(partition, first, Math::max);
        }
        return starts;
    }
}

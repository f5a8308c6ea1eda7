// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** When Kafka Streams did what. */
final class Milestones implements KafkaStreams.StateListener, StateRestoreListener {

    private final AtomicLong startedAt = new AtomicLong();
    private final AtomicLong runningAt = new AtomicLong();
    private final AtomicLong restoringAt = new AtomicLong();
    private final AtomicLong restoredAt = new AtomicLong();
    private final AtomicLong restoredRecords = new AtomicLong();

    void started() {
        startedAt.set(System.currentTimeMillis());
    }

    @Override
    public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.RUNNING) {
            runningAt.compareAndSet(0, System.currentTimeMillis());
        }
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        restoringAt.compareAndSet(0, System.currentTimeMillis());
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long to, long records) {
        restoredRecords.addAndGet(records);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        restoredAt.set(System.currentTimeMillis());
    }

    long startedAt() {
        return startedAt.get();
    }

    long runningAt() {
        return runningAt.get();
    }

    long restoringAt() {
        return restoringAt.get();
    }

    long restoredAt() {
        return restoredAt.get();
    }

    long restoredRecords() {
        return restoredRecords.get();
    }
}

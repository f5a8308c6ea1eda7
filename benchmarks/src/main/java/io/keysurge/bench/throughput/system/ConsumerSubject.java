// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.bench.throughput.rule.PlainDecoder;
import io.keysurge.contract.UsageEvent;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A consumer on one thread, which is the limit for everything that reads the topic. Reads it twice and counts the second
 * time: it is so fast that the first time the JIT compiler is not done.
 */
public final class ConsumerSubject implements Subject {

    private final Assignment assignment;
    private final Predicate<ConsumerRecord<byte[], byte[]>> action;
    private final Tally tally;
    private final Thread thread = new Thread(this::read, "consumer");

    private ConsumerSubject(Assignment assignment, Tally tally, Predicate<ConsumerRecord<byte[], byte[]>> action) {
        this.assignment = assignment;
        this.tally = tally;
        this.action = action;
    }

    /** Looks at nothing. */
    public static ConsumerSubject raw(Assignment assignment, Tally tally) {
        return new ConsumerSubject(assignment, tally, record -> true);
    }

    /** Makes a record of each value. */
    public static ConsumerSubject decoding(Assignment assignment, Tally tally) {
        var decoder = new PlainDecoder<>(UsageEvent.class);
        return new ConsumerSubject(
                assignment, tally, record -> decoder.decode(record.value()).getInputTokens() >= 0);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        thread.join();
    }

    @Override
    public String version() {
        return "kafka-clients " + AppInfoParser.getVersion();
    }

    @Override
    public String commits() {
        return "-";
    }

    private void read() {
        try {
            var consumer = new UsageConsumer(assignment.clientSettings(), assignment.usage());
            var untold = new Tally();
            consumer.readAll(assignment.partitions(), record -> work(record, untold));
            consumer.readAll(assignment.partitions(), record -> work(record, tally));
        } catch (RuntimeException failure) {
            tally.fail(failure);
        }
    }

    private void work(ConsumerRecord<byte[], byte[]> record, Tally done) {
        if (action.test(record)) {
            done.count();
        }
    }
}

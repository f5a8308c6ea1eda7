// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes usage: Avro in the Confluent wire format, keyed by identity, lz4. */
public final class Feed implements AutoCloseable {

    private static final double NANOS = 1e9;
    private static final long BREATH_NANOS = 500_000;

    private final String topic;
    private final AvroSerializer<UsageEvent> serializer = new AvroSerializer<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private long sent;

    private Feed(Map<String, Object> clientSettings, String topic, int lingerMillis) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        serializer.configure(clientSettings, false);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One that fills a topic: each record waits for others to share a batch. */
    public static Feed filling(Map<String, Object> clientSettings, String topic) {
        return new Feed(clientSettings, topic, 50);
    }

    /** One for many events as they happen, with the producer's default linger. */
    public static Feed live(Map<String, Object> clientSettings, String topic) {
        return new Feed(clientSettings, topic, 5);
    }

    /** One for events that must not wait. */
    public static Feed immediate(Map<String, Object> clientSettings, String topic) {
        return new Feed(clientSettings, topic, 0);
    }

    /** Publishes an event; what goes wrong later is told by {@link #flush}. */
    public void send(UsageEvent event) {
        byte[] key = event.getIdentityId().getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topic, event);
        var unused = producer.send(new ProducerRecord<>(topic, key, value), (written, failure) -> {
            if (failure != null) {
                failed.compareAndSet(null, failure);
            }
        });
        sent++;
    }

    /** Publishes events at a steady pace while it may; what falls behind is made up for. */
    public void send(double perSecond, BooleanSupplier goesOn, Supplier<UsageEvent> events) {
        atPace(perSecond, goesOn, () -> send(events.get()));
    }

    /** Does something at a steady pace while it may; what falls behind is made up for. */
    public static void atPace(double perSecond, BooleanSupplier goesOn, Runnable action) {
        long begun = System.nanoTime();
        long done = 0;
        while (goesOn.getAsBoolean()) {
            long due = (long) ((System.nanoTime() - begun) / NANOS * perSecond);
            while (done < due) {
                action.run();
                done++;
            }
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    /** Events published so far. */
    public long sent() {
        return sent;
    }

    /**
     * Waits until the broker has everything.
     *
     * @throws IllegalStateException when it refused something
     */
    public void flush() {
        producer.flush();
        Exception failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException(topic + ": not all events could be written: " + failure, failure);
        }
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Real clients for one stream thread, which note what of a changelog had been sent whenever offsets are committed. */
final class RecordedClients implements KafkaClientSupplier {

    /**
     * The moment before a commit.
     *
     * @param offsets what is committed, with everything that was before
     * @param sent the last value sent of each key of the changelog, as hexadecimal digits
     * @param inFlight records of the changelog that nobody has waited for yet
     */
    record Commit(Map<TopicPartition, Long> offsets, Map<String, String> sent, int inFlight) {}

    private final String changelog;
    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final Map<String, String> sent = new TreeMap<>();
    private int inFlight;

    RecordedClients(String changelog) {
        this.changelog = changelog;
    }

    List<Commit> commits() {
        return commits;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return listened(
                Producer.class,
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                this::hearProducer);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return listened(Consumer.class, consumer(config), this::hearConsumer);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void hearProducer(String call, Object[] arguments) {
        if (call.equals("send")) {
            var record = (ProducerRecord<?, ?>) arguments[0];
            if (record.topic().equals(changelog)) {
                inFlight++;
                sent.put(
                        new String((byte[]) record.key(), StandardCharsets.UTF_8),
                        HexFormat.of().formatHex((byte[]) record.value()));
            }
        } else if (call.equals("flush")) {
            inFlight = 0;
        } else if (call.equals("sendOffsetsToTransaction")) {
            note((Map<?, ?>) arguments[0]);
        }
    }

    private void hearConsumer(String call, Object[] arguments) {
        if (call.equals("commitSync") && arguments.length > 0 && arguments[0] instanceof Map<?, ?> committed) {
            note(committed);
        }
    }

    private void note(Map<?, ?> committed) {
        committed.forEach(
                (partition, offset) -> offsets.put((TopicPartition) partition, ((OffsetAndMetadata) offset).offset()));
        commits.add(new Commit(Map.copyOf(offsets), new TreeMap<>(sent), inFlight));
    }

    private static <T> T listened(Class<T> type, T client, BiConsumer<String, Object[]> ear) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(client, method, arguments, ear)));
    }

    private static Object call(Object client, Method method, Object[] arguments, BiConsumer<String, Object[]> ear)
            throws Throwable {
        ear.accept(method.getName(), arguments == null ? new Object[0] : arguments);
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

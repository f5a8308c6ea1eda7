// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.topics.Topics;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rejected record")
class RejectedRecordTest {

    private static final int KAFKA_S_OWN = 1_000;

    @Test
    void fits_its_topic_and_the_producer_however_large_key_value_and_reason_are() {
        int topicTakes =
                Integer.parseInt(new Topics("t.").usageRejected().config().get("max.message.bytes"));
        int producerTakes = (Integer) ProducerConfig.configDef().defaultValues().get("max.request.size");

        for (int bytes : new int[] {Topics.MAX_RECORD_BYTES, 400_000, 5_000_000}) {
            assertThat(size(rejected(new byte[bytes], new byte[bytes])) + KAFKA_S_OWN)
                    .isLessThanOrEqualTo(topicTakes)
                    .isLessThanOrEqualTo(producerTakes);
        }
    }

    @Test
    void is_as_it_came_up_to_the_size_that_usage_takes() {
        byte[] value = new byte[Topics.MAX_RECORD_BYTES];
        Record<byte[], byte[]> rejected = rejected(null, value);
        assertThat(rejected.key()).isNull();
        assertThat(rejected.value()).isSameAs(value);
        assertThat(header(rejected, RejectedRecord.FULL_SIZE)).isEmpty();
    }

    @Test
    void says_how_large_it_was_when_it_is_cut_off() {
        Record<byte[], byte[]> rejected = rejected(new byte[3], new byte[5_000_000]);
        assertThat(header(rejected, RejectedRecord.FULL_SIZE)).contains("5000003");
    }

    private static Record<byte[], byte[]> rejected(byte[] key, byte[] value) {
        var refusal = new Refusal(RefusalReason.WRONG_SCHEMA, "value", "\u20ac".repeat(500_000));
        return RejectedRecord.of(key, value, 0, new Source(), refusal);
    }

    private static long size(Record<byte[], byte[]> record) {
        return RejectedRecord.size(record.key(), record.value())
                + Arrays.stream(record.headers().toArray())
                        .mapToLong(header -> header.key().length() + header.value().length + 10)
                        .sum();
    }

    private static Optional<String> header(Record<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(String::new);
    }

    private record Source(String topic, int partition, long offset) implements RecordMetadata {
        Source() {
            this("usage", 0, 0);
        }
    }
}

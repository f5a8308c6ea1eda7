// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures as Confluent's serde throws them, which the setting avro.serde.class may choose. */
@DisplayName("A reader of alerts with somebody else's serde")
class AlertReaderTest {

    private final List<ConsumerRecord<byte[], byte[]>> one =
            List.of(new ConsumerRecord<>("alerts", 0, 0, new byte[] {1}, new byte[] {1}));

    @Test
    void passes_over_what_nobody_will_ever_read() {
        AlertReader reader = reader(new SerializationException("Unknown magic byte!"));
        assertThat(reader.read(one).alerts()).isEmpty();
    }

    @Test
    void waits_for_a_registry_that_does_not_answer() {
        AlertReader reader = reader(new SerializationException("cannot retrieve schema", new IOException("refused")));
        assertThatThrownBy(() -> reader.read(one)).isInstanceOf(RetriableException.class);
    }

    private static AlertReader reader(RuntimeException failure) {
        Deserializer<Alert> failing = (topic, bytes) -> {
            throw failure;
        };
        return new AlertReader(failing, new SinkMeters(new SimpleMeterRegistry()));
    }
}

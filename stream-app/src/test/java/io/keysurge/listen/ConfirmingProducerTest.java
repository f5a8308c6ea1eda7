// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A producer that knows no broker")
class ConfirmingProducerTest {

    private static final Duration PATIENCE = Duration.ofMillis(1_200);
    private static final List<ProducerRecord<byte[], byte[]>> RECORDS =
            Collections.nCopies(3, new ProducerRecord<>("usage", new byte[] {1}));

    // Nothing listens on port 1.
    private final ConfirmingProducer producer =
            new ConfirmingProducer(Map.of("bootstrap.servers", "127.0.0.1:1"), PATIENCE);

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void waits_for_one_until_the_request_has_to_be_answered_and_no_longer_however_much_is_left_to_write() {
        long begun = System.nanoTime();
        Deadline end = Deadline.after(PATIENCE);

        assertThatThrownBy(() -> producer.send(RECORDS, end))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessageContaining("not confirmed within 1200 ms: Topic usage not present in metadata");
        assertThatThrownBy(() -> producer.send(RECORDS, end)).isInstanceOf(UnconfirmedException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(PATIENCE, PATIENCE.multipliedBy(2));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A producer that knows no broker")
class ConfirmingProducerTest {

    private static final Duration PATIENCE = Duration.ofMillis(1_200);
    private static final List<ProducerRecord<byte[], byte[]>> RECORDS =
            Collections.nCopies(3, new ProducerRecord<>("usage", new byte[] {1}));

    // Nothing listens on port 1.
    private final ConfirmingProducer producer = new ConfirmingProducer(
            Map.of("bootstrap.servers", "127.0.0.1:1", "interceptor.classes", Keystore.class.getName()), PATIENCE);

    @AfterEach
    void close() {
        Keystore.missing = false;
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

    @Test
    void says_of_what_came_too_late_to_be_sent_that_nobody_was_asked() {
        assertThatThrownBy(() -> producer.send(RECORDS, Deadline.after(Duration.ZERO)))
                .isInstanceOfSatisfying(
                        UnconfirmedException.class,
                        late -> assertThat(late.wasTried()).isFalse())
                .hasMessage("nothing was sent to the broker: 0 ms were over before");
        assertThatThrownBy(() -> producer.send(RECORDS, Deadline.after(Duration.ofMillis(100))))
                .isInstanceOfSatisfying(
                        UnconfirmedException.class,
                        unanswered -> assertThat(unanswered.wasTried()).isTrue());
    }

    @Test
    void stays_as_it_is_while_it_cannot_be_replaced_and_is_replaced_as_soon_as_that_is_possible() {
        producer.close();
        Keystore.missing = true;

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> producer.send(RECORDS, Deadline.after(PATIENCE)))
                    .isInstanceOf(UnconfirmedException.class)
                    .hasMessageContaining("close");
            assertThat(producer.whyUnreachable("usage")).get(STRING).contains("close");
        }

        Keystore.missing = false;
        assertThat(producer.whyUnreachable("usage")).get(STRING).contains("close");
        assertThatThrownBy(() -> producer.send(RECORDS, Deadline.after(PATIENCE)))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessageContaining("Topic usage not present in metadata");
    }

    /** Stands for a keystore that is being replaced: without it no producer can be made. */
    public static final class Keystore implements ProducerInterceptor<byte[], byte[]> {

        private static volatile boolean missing;

        @Override
        public void configure(Map<String, ?> settings) {
            if (missing) {
                throw new KafkaException("no keystore");
            }
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void close() {}
    }
}

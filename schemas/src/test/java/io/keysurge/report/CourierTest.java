// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The courier of a reporter")
class CourierTest {

    private static final Serializer<UsageEvent> VALUES =
            (topic, event) -> event.getEventId().getBytes(StandardCharsets.UTF_8);

    private final List<MockProducer<String, UsageEvent>> producers = new CopyOnWriteArrayList<>();
    private final Buffer buffer = new Buffer(10, 10_000);
    private final Courier courier = new Courier("usage", buffer, (event, why) -> {}, this::open);
    private final Thread thread = new Thread(courier);

    @AfterEach
    void close() throws InterruptedException {
        thread.interrupt();
        courier.close();
        thread.join();
    }

    @Test
    void takes_another_producer_when_one_has_failed_for_good_and_delivers_by_it() throws IOException {
        offer("e-1");
        thread.start();
        await().until(() -> producers.get(0).errorNext(new AuthenticationException("who are you")));

        await().until(() -> buffer.books().delivered() == 1);
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history())
                .singleElement()
                .satisfies(record -> assertThat(record.value().getEventId()).isEqualTo("e-1"));
        assertThat(courier.renewals()).isEqualTo(1);
    }

    @Test
    void keeps_the_producer_when_the_failure_passes() throws IOException {
        offer("e-1");
        thread.start();
        await().until(() -> producers.get(0).errorNext(new TimeoutException("away")));

        await().until(() -> producers.get(0).completeNext());
        await().until(() -> buffer.books().delivered() == 1);
        assertThat(producers).hasSize(1);
        assertThat(courier.renewals()).isZero();
    }

    private void offer(String id) throws IOException {
        byte[] encoded = Completion.encode(Reported.event(id, 10));
        buffer.offer(encoded, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }

    /** The first answers when it is told to, those after it at once. */
    private Producer<String, UsageEvent> open() {
        var producer = new MockProducer<>(!producers.isEmpty(), null, new StringSerializer(), VALUES);
        producers.add(producer);
        return producer;
    }
}

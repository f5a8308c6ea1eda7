// SPDX-License-Identifier: Apache-2.0
package io.keysurge.examples;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerializer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The README's example of a producer, kept compiling and run by {@link FirstEventIT}. */
final class FirstEvent {

    private FirstEvent() {}

    static void send(String bootstrapServers, String registryUrl, String topic) {
        Contracts.trust();
        var event = UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.now())
                .setIdentityId("nhi-billing-bot")
                .setModel("gpt-4o")
                .setInputTokens(1_200)
                .setOutputTokens(350)
                .build();
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "auto.register.schemas",
                false,
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                AvroSerializer.class);
        try (var producer = new KafkaProducer<String, UsageEvent>(settings)) {
            producer.send(new ProducerRecord<>(topic, event.getIdentityId(), event));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README's first event in Java")
class FirstEventIT {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void arrives_on_the_usage_topic() {
        var cluster = LocalCluster.shared();
        var topics = new Topics("first-event.");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());
        try (var admin = Admin.create(settings);
                var registry = RegistryClient.from(settings)) {
            new TopicProvisioner(admin, 1, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }

        FirstEvent.send(
                cluster.bootstrapServers(),
                cluster.registryUrl(),
                topics.usage().name());

        var usage = new TopicPartition(topics.usage().name(), 0);
        try (var consumer = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                AvroSerdes.forValues(UsageEvent.class, settings).deserializer())) {
            consumer.assign(List.of(usage));
            consumer.seekToBeginning(List.of(usage));
            assertThat(consumer.poll(Duration.ofSeconds(30)).records(usage))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.key()).isEqualTo("nhi-billing-bot");
                        assertThat(record.value().getInputTokens()).isEqualTo(1_200);
                    });
        }
    }

    @Test
    void is_the_one_that_the_readme_shows() throws IOException {
        String readme = squeeze(Files.readString(MODULE.resolve("../README.md")));
        String example = Files.readString(MODULE.resolve("src/test/java/io/keysurge/examples/FirstEvent.java"));
        String body = example.substring(example.indexOf("Contracts.trust();"), example.lastIndexOf("    }\n}"));
        assertThat(readme).contains(squeeze(body));
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.contract.Alert;
import io.keysurge.contract.Examples;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that shares no code with Keysurge")
class ForeignClientIT {

    private static final Path SOURCES = Path.of("src", "test", "foreign-client");
    private static final Path WORKSHOP = Path.of("target", "foreign-client");
    private static final Path USAGE_SCHEMA = Path.of("src", "main", "avro-released", "0.1.0", "UsageEvent.avsc");
    private static final String IDENTITY = "nhi-foreign";

    private final LocalCluster cluster = LocalCluster.shared();
    private final Topics topics = new Topics("foreign-" + UUID.randomUUID() + ".");
    private final Map<String, Object> settings = Map.of(
            "bootstrap.servers", cluster.bootstrapServers(),
            "schema.registry.url", cluster.registryUrl(),
            "auto.register.schemas", false);

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORKSHOP);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "client.mjs")) {
            Files.copy(SOURCES.resolve(file), WORKSHOP.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeThat(run("node", "--version").exit()).as("node is not installed").isZero();
        Run npm = run("npm", "ci");
        assumeThat(npm.exit())
                .as("its packages cannot be installed: " + npm.err())
                .isZero();
    }

    @Test
    void sends_usage_that_we_read_and_reads_alerts_that_we_send() throws Exception {
        createTopics();
        Alert alert = Examples.alert(IDENTITY);
        send(alert);

        Run client = run(
                "node",
                "client.mjs",
                cluster.bootstrapServers(),
                cluster.registryUrl(),
                topics.prefix(),
                IDENTITY,
                USAGE_SCHEMA.toAbsolutePath().toString());

        assertThat(client.exit()).as(client.err()).isZero();
        assertThatItRead(alert, new ObjectMapper().readTree(client.out()));
        ConsumerRecord<String, UsageEvent> usage = receive();
        assertThat(usage.key()).isEqualTo(IDENTITY);
        assertThat(usage.value()).isEqualTo(whatItSent());
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings);
                RegistryClient registry = RegistryClient.from(settings)) {
            admin.createTopics(List.of(
                            new NewTopic(topics.usage().name(), 1, (short) 1),
                            new NewTopic(topics.alerts().name(), 1, (short) 1)))
                    .all()
                    .get();
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    private void send(Alert alert) throws ExecutionException, InterruptedException {
        try (Serde<Alert> serde = AvroSerdes.forValues(Alert.class, settings);
                KafkaProducer<String, Alert> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(topics.alerts().name(), IDENTITY, alert))
                    .get();
        }
    }

    private ConsumerRecord<String, UsageEvent> receive() {
        List<ConsumerRecord<String, UsageEvent>> received = new ArrayList<>();
        try (Serde<UsageEvent> serde = AvroSerdes.forValues(UsageEvent.class, settings);
                KafkaConsumer<String, UsageEvent> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), serde.deserializer())) {
            List<TopicPartition> partition =
                    List.of(new TopicPartition(topics.usage().name(), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(received::add);
                return !received.isEmpty();
            });
        }
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static void assertThatItRead(Alert alert, JsonNode read) {
        assertThat(read.path("alert_id").asText()).isEqualTo(alert.getAlertId());
        assertThat(read.path("revision").asInt()).isEqualTo(alert.getRevision());
        assertThat(read.path("type").asText()).isEqualTo(alert.getType().name());
        assertThat(read.path("raised_at").asLong())
                .isEqualTo(alert.getRaisedAt().toEpochMilli());
        assertThat(read.path("identity").path("id").asText()).isEqualTo(IDENTITY);
        assertThat(read.path("observed").asDouble()).isEqualTo(alert.getObserved());
        assertThat(read.path("breakdown").path(0).path("value").asText()).isEqualTo("gpt-4o");
        assertThat(read.path("last_event").path("offset").asLong())
                .isEqualTo(alert.getLastEvent().getOffset());
        assertThat(read.path("explanation").asText()).isEqualTo(alert.getExplanation());
        assertThat(read.size()).isEqualTo(Alert.getClassSchema().getFields().size());
    }

    private static UsageEvent whatItSent() {
        return UsageEvent.newBuilder()
                .setEventId("foreign-" + IDENTITY)
                .setOccurredAt(Instant.parse("2026-11-02T12:00:00.123Z"))
                .setIdentityId(IDENTITY)
                .setIdentityKind(IdentityKind.AGENT)
                .setCredentialFingerprint("kf-01")
                .setApplicationId("checkout")
                .setOperation("chat")
                .setProvider("openai")
                .setModel("gpt-4o")
                .setRegion("eu-central-1")
                .setEnvironment("production")
                .setBusinessUnit("zahlungen-ü")
                .setPrivileges(List.of("read", "write"))
                .setInputTokens(1_200L)
                .setOutputTokens(340L)
                .setCacheReadTokens(100L)
                .setReasoningTokens(40L)
                .setContextLength(900L)
                .setRequestCount(2L)
                .setCost(new BigDecimal("0.012345678"))
                .setCurrency("EUR")
                .setProducer("foreign-client")
                .setAttributes(Map.of("team", "blue"))
                .build();
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        Path out = WORKSHOP.resolve("out.txt");
        Path err = WORKSHOP.resolve("err.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(WORKSHOP.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException notInstalled) {
            return new Run(127, "", String.valueOf(notInstalled.getMessage()));
        }
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Run(124, Files.readString(out), "not done after 180 s: " + Files.readString(err));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Run(int exit, String out, String err) {}
}

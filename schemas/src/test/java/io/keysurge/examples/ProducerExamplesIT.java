// SPDX-License-Identifier: Apache-2.0
package io.keysurge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.keysurge.contract.UsageEvent;
import io.keysurge.local.LocalCluster;
import io.keysurge.registry.RegistryClient;
import io.keysurge.registry.SchemaRegistrar;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.TopicProvisioner;
import io.keysurge.topics.Topics;
import io.keysurge.usage.UsageRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A producer to copy")
class ProducerExamplesIT {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Path WORKSHOP = Path.of("target", "examples");
    private static final long PATIENCE_SECONDS = 180;

    private final LocalCluster cluster = LocalCluster.shared();
    private final Topics topics = new Topics("example-" + UUID.randomUUID() + ".");
    private final Map<String, Object> settings =
            Map.of("bootstrap.servers", cluster.bootstrapServers(), "schema.registry.url", cluster.registryUrl());

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(WORKSHOP);
        try (var admin = Admin.create(settings);
                var registry = RegistryClient.from(settings)) {
            new TopicProvisioner(admin, 1, (short) 1).createMissing(topics);
            new SchemaRegistrar(registry).registerAll(topics);
        }
    }

    @Test
    void in_javascript_reports_a_call() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "report-usage.mjs")) {
            Files.copy(
                    EXAMPLES.resolve("node").resolve(file),
                    WORKSHOP.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assumeThat(run("node", "--version").exit()).as("node is not installed").isZero();
        Run npm = run("npm", "ci");
        assumeThat(npm.exit())
                .as("its packages cannot be installed: " + npm.output())
                .isZero();

        Run example = run("node", "report-usage.mjs");

        assertThat(example.exit()).as(example.output()).isZero();
        assertThatItReported("nhi-node-example", "node-example");
    }

    @Test
    void in_python_reports_a_call() throws Exception {
        Files.copy(
                EXAMPLES.resolve("python").resolve("report_usage.py"),
                WORKSHOP.resolve("report_usage.py"),
                StandardCopyOption.REPLACE_EXISTING);
        String python = pythonWithClient();
        Run compiled = run(python, "-m", "py_compile", "report_usage.py");
        assertThat(compiled.exit()).as(compiled.output()).isZero();

        Run example = run(python, "report_usage.py");

        assertThat(example.exit()).as(example.output()).isZero();
        assertThatItReported("nhi-python-example", "python-example");
    }

    /** The first Python that has Confluent's client and an Avro for it; a distribution's packages are seen by its own Python alone. */
    private String pythonWithClient() throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (String python : List.of("python3", "/usr/bin/python3")) {
            Run imports = run(python, "-c", "import report_usage");
            if (imports.exit() == 0) {
                return python;
            }
            said.add(python + ": " + imports.output());
        }
        return abort(
                "no Python here has Confluent's client (pip install confluent-kafka[avro,schemaregistry], or on Debian "
                        + "apt-get install python3-confluent-kafka python3-requests python3-avro): " + said);
    }

    private void assertThatItReported(String identity, String producer) {
        ConsumerRecord<String, UsageEvent> record = received();
        assertThat(record.key()).isEqualTo(identity);
        UsageEvent event = record.value();
        assertThat(event.getIdentityId()).isEqualTo(identity);
        assertThat(event.getProducer()).isEqualTo(producer);
        assertThat(event.getModel()).isEqualTo("gpt-4o");
        assertThat(event.getInputTokens()).isEqualTo(1_200);
        assertThat(event.getCacheReadTokens()).isEqualTo(1_024);
        assertThatCode(() -> UUID.fromString(event.getEventId())).doesNotThrowAnyException();
        assertThat(UsageRules.check(event, Instant.now())).isEmpty();
    }

    private ConsumerRecord<String, UsageEvent> received() {
        var partition = new TopicPartition(topics.usage().name(), 0);
        try (var serde = AvroSerdes.forValues(UsageEvent.class, settings);
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), serde.deserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, UsageEvent>> records =
                    consumer.poll(Duration.ofSeconds(30)).records(partition);
            assertThat(records).hasSize(1);
            return records.get(0);
        }
    }

    private Run run(String... command) throws IOException, InterruptedException {
        Path output = WORKSHOP.resolve("output.txt");
        var builder = new ProcessBuilder(command)
                .directory(WORKSHOP.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("BOOTSTRAP_SERVERS", cluster.bootstrapServers());
        builder.environment().put("SCHEMA_REGISTRY_URL", cluster.registryUrl());
        builder.environment().put("TOPIC_PREFIX", topics.prefix());
        Process process;
        try {
            process = builder.start();
        } catch (IOException notInstalled) {
            return new Run(127, String.valueOf(notInstalled.getMessage()));
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Run(124, "not done after " + PATIENCE_SECONDS + " s: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private record Run(int exit, String output) {}
}

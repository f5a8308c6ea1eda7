// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.cli.Ran;
import io.keysurge.config.ListenConfig;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.listen.ListenService;
import io.keysurge.registry.RegistryClient;
import io.keysurge.rejected.RetryMark;
import io.keysurge.runtime.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the detector refuses on a real broker")
class RejectedIT {

    static {
        Contracts.trust();
    }

    private static final String SECRET = "sk-live-0123456789abcdef";
    /** For so long the detector does not ask the registry for a schema that it did not know. */
    private static final Duration UNKNOWN = Duration.ofSeconds(11);

    private static final String EVENTS = "keysurge_usage_events_total";

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void is_listed_and_shown_without_secrets() {
        int schema = register("known", variant(UsageEvent.getClassSchema()));
        try (DetectorProcess detector = detector()) {
            UsageEvent negative = event("negative-1", "nhi-negative", "gateway-b", now);
            negative.setInputTokens(-5);
            negative.setAttributes(Map.of("note", "used " + SECRET, "password", "hunter2"));
            use("nhi-negative", framed(schema, negative));
            use("nhi-json", ("{\"api_key\": \"" + SECRET + "\", \"tokens\": 12}").getBytes(StandardCharsets.UTF_8));
            installation.awaitJudged();
            assertThat(detector.isReady()).isTrue();
        }

        Ran listed = rejected("list");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out())
                .anySatisfy(line -> assertThat(line)
                        .contains("  negative_count  nhi-negative  from gateway-b  input_tokens: -5 (expected: >= 0)"))
                .anySatisfy(line -> assertThat(line).contains("  not_avro_framed  nhi-json  from no producer named"))
                .endsWith("negative_count         1", "not_avro_framed        1", "all                    2");
        assertThat(rejected("list", "--producer", "gateway-b", "--json").out())
                .singleElement()
                .satisfies(line ->
                        assertThat(json(line).get("event_id").textValue()).isEqualTo("negative-1"));
        assertThat(rejected("list", "--producer", "", "--counts", "--json").out())
                .containsExactly("{\"not_avro_framed\":1}");
        assertThat(rejected("list", "--identity", "nhi-negative", "--reason", "late")
                        .out())
                .containsExactly("No refused records.");
        assertThat(rejected("list", "--to", now.minusSeconds(60).toString()).out())
                .containsExactly("No refused records.");
        assertThat(rejected("list", "--reason", "negative_cuont").err().get(0))
                .contains("did you mean negative_count?");

        assertThat(rejected("show", place("negative_count")).out())
                .contains(
                        "Why         input_tokens: -5 (expected: >= 0); send counts of 0 or more",
                        "Key         nhi-negative",
                        "Schema id   " + schema,
                        "Retried     no",
                        "  event_id: negative-1",
                        "  input_tokens: -5")
                .anySatisfy(line -> assertThat(line).contains("\"note\":\"used (hidden)\""))
                .anySatisfy(line -> assertThat(line).contains("\"password\":\"(hidden)\""))
                .noneSatisfy(line -> assertThat(line).contains(SECRET))
                .noneSatisfy(line -> assertThat(line).contains("hunter2"));
        assertThat(rejected("show", place("not_avro_framed")).out())
                .contains("Content     {\"api_key\":\"(hidden)\",\"tokens\":12}");
        assertThat(rejected("show", "0:999999").err().get(0)).contains("no refused record at 0:999999");
        assertThat(rejected("show", "17").err().get(0)).contains("(expected: PARTITION:OFFSET, such as 2:17");
    }

    @Test
    void is_listed_beside_what_a_listener_refused_which_is_not_published_again() throws Exception {
        Map<String, String> flags = new HashMap<>();
        installation.clientSettings().forEach((name, value) -> flags.put(name, value.toString()));
        flags.put("topic.prefix", installation.topics.prefix());
        flags.put("listen.otlp.port", "0");
        flags.put("listen.litellm.port", "0");
        flags.put("listen.http.port", "0");
        var listener = new ListenService(Settings.of(ListenConfig.definition(), flags));
        listener.start(error -> {});
        try {
            String call = "{\"id\":\"posted-1\",\"endTime\":1772366401,\"prompt_tokens\":-5,\"completion_tokens\":1,"
                    + "\"x-api-key\":\"hunter2\",\"metadata\":{\"user_api_key_alias\":\"nhi-posted\"}}";
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.liteLlmPort() + "/"))
                                    .POST(HttpRequest.BodyPublishers.ofString(call))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        } finally {
            listener.stop();
        }

        Ran listed = rejected("list");
        assertThat(listed.out())
                .anySatisfy(line -> assertThat(line)
                        .contains("  invalid_payload  no identity  from a listener, by litellm  prompt_tokens: "));
        assertThat(listed.err()).isEmpty();
        JsonNode line = json(rejected("list", "--json").out().get(0));
        assertThat(line.get("source_protocol").textValue()).isEqualTo("litellm");
        assertThat(line.get("source_topic").isNull()).isTrue();

        assertThat(rejected("show", place("invalid_payload")).out())
                .contains("Came from   a listener, by litellm", "Retried     no")
                .anySatisfy(said -> assertThat(said)
                        .startsWith("Content     ")
                        .contains("posted-1")
                        .doesNotContain("hunter2"));

        Ran retried = rejected("retry", "--all", "--yes");
        assertThat(retried.exitCode()).isEqualTo(1);
        assertThat(retried.out())
                .hasSize(3)
                .anySatisfy(said -> assertThat(said)
                        .contains("left out  invalid_payload: it was posted to a listener and never became a record"))
                .anySatisfy(said -> assertThat(said).startsWith("1 of them were posted to a listener"))
                .endsWith("0 published, 1 left out.");
        assertThat(usage()).isEmpty();
    }

    @Test
    void counts_once_when_it_is_published_again_after_its_schema_was_registered() {
        int known = register("known", variant(UsageEvent.getClassSchema()));
        byte[] waiting = framed(known + 1, event("waiting-1", "nhi-waiting", "gateway-a", now));
        UsageEvent negative = event("negative-1", "nhi-negative", "gateway-b", now);
        negative.setInputTokens(-5);
        try (DetectorProcess detector = detector()) {
            use("nhi-waiting", waiting);
            use("nhi-negative", framed(known, negative));
            use("nhi-late", framed(known, event("late-2", "nhi-late", "gateway-a", now)));
            use("nhi-late", framed(known, event("late-1", "nhi-late", "gateway-a", now.minusSeconds(1_800))));
            installation.awaitJudged();
            Instant refused = Instant.now();

            Ran before = rejected("retry", "--all", "--dry-run");
            assertThat(before.exitCode()).isEqualTo(1);
            assertThat(before.out()).hasSize(4).endsWith("0 would be published, 3 left out.");
            assertThat(before.out().toString())
                    .contains("left out  unknown_schema: value: schema " + (known + 1) + ": not known to the registry")
                    .contains("left out  negative_count: input_tokens: -5")
                    .contains("left out  late: occurred_at: " + now.minusSeconds(1_800) + " while the identity is at ");

            assertThat(register("late", variant(UsageEvent.getClassSchema()))).isEqualTo(known + 1);
            assertThat(rejected("retry", "--all", "--dry-run").out())
                    .anySatisfy(line -> assertThat(line).endsWith("would be published  unknown_schema, would pass now"))
                    .endsWith("1 would be published, 2 left out.");
            assertThat(usage()).as("a dry run publishes nothing").hasSize(4);

            await().atMost(UNKNOWN.multipliedBy(2)).until(() -> Instant.now().isAfter(refused.plus(UNKNOWN)));
            String place = place("unknown_schema");
            Ran retried = rejected("retry", "--reason", "unknown_schema", "--yes");
            assertThat(retried.exitCode()).isZero();
            ConsumerRecord<byte[], byte[]> again = usage().stream()
                    .filter(record -> record.headers().lastHeader(RetryMark.RETRY_OF) != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(retried.out())
                    .containsExactly(
                            place + "  published to " + again.topic() + ", partition " + again.partition() + ", offset "
                                    + again.offset() + "  event waiting-1",
                            "1 published, 0 left out.");
            assertThat(again.value()).isEqualTo(waiting);
            assertThat(again.key()).asString(StandardCharsets.UTF_8).isEqualTo("nhi-waiting");
            assertThat(again.headers().lastHeader(RetryMark.RETRY_OF).value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(place);
            installation.awaitJudged();
            assertThat(detector.counter(EVENTS, "outcome=\"counted\"")).isEqualTo(2);

            Ran second = rejected("retry", place, "--yes");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.out().get(0)).endsWith("it was published again before; --again does it once more");
            assertThat(rejected("list", "--reason", "unknown_schema").out().get(0))
                    .endsWith("(published again)");
            assertThat(rejected("retry", place, "--yes", "--again").exitCode()).isZero();
            installation.awaitJudged();
            assertThat(detector.counter(EVENTS, "outcome=\"counted\"")).isEqualTo(2);
            assertThat(detector.counter(EVENTS, "outcome=\"duplicate\"")).isEqualTo(1);

            assertThat(rejected("retry", place("negative_count"), "--yes").exitCode())
                    .isEqualTo(1);
            assertThat(rejected("retry", place("negative_count"), "--yes", "--force")
                            .exitCode())
                    .isZero();
            installation.awaitJudged();
        }
        assertThat(rejected("list", "--counts", "--json").out())
                .containsExactly("{\"late\":1,\"negative_count\":2,\"unknown_schema\":1}");
    }

    @Test
    void does_not_overrule_what_the_registry_says_since() {
        int known = register("known", variant(IdentityRecord.getClassSchema()));
        String identities = installation.topics.identities().name();
        try (DetectorProcess detector = detector()) {
            publish(identities, "nhi-1", framed(known + 1, identity("nhi-1", "first-owner")));
            publish(identities, "nhi-2", framed(known + 1, identity("nhi-2", "only-owner")));
            publish(identities, "nhi-1", framed(known, identity("nhi-1", "second-owner")));
            installation.awaitRegistered();
            assertThat(detector.isReady()).isTrue();
        }
        assertThat(register("late", variant(IdentityRecord.getClassSchema()))).isEqualTo(known + 1);

        Ran retried = rejected("retry", "--all", "--yes");

        assertThat(retried.exitCode()).isEqualTo(1);
        assertThat(retried.out())
                .anySatisfy(line -> assertThat(line).contains("left out  unknown_schema: its key has a newer record"))
                .endsWith("1 published, 1 left out.");
        assertThat(installation.records(identities)).hasSize(4);
    }

    @Test
    void is_not_published_again_when_nobody_said_which_or_agreed() {
        assertThat(rejected("retry", "--yes").err().get(0))
                .isEqualTo(
                        "PARTITION:OFFSET: missing (expected: which records, an option that selects them, or --all)");
        assertThat(rejected("retry", "--all").err().get(0))
                .isEqualTo("--yes: missing (expected: --yes or --dry-run where nobody can be asked)");
        assertThat(rejected("retry", "--all", "--yes").out()).containsExactly("0 published, 0 left out.");
    }

    private DetectorProcess detector() {
        try {
            return installation.detector(directory, "detector").awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran rejected(String... arguments) {
        return installation.run(
                Stream.concat(Stream.of("rejected"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    /** Where the only record refused for this reason stands. */
    private String place(String reason) {
        JsonNode line =
                json(rejected("list", "--reason", reason, "--json").out().get(0));
        return line.get("partition") + ":" + line.get("offset");
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> usage() {
        return installation.records(installation.topics.usage().name());
    }

    private void use(String identityId, byte[] value) {
        publish(installation.topics.usage().name(), identityId, value);
    }

    private void publish(String topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                installation.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
            producer.flush();
        }
    }

    private static UsageEvent event(String id, String identityId, String producer, Instant at) {
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setOccurredAt(at)
                .setIdentityId(identityId)
                .setInputTokens(100)
                .setOutputTokens(10)
                .setProducer(producer)
                .build();
    }

    private static IdentityRecord identity(String identityId, String owner) {
        return IdentityRecord.newBuilder()
                .setIdentityId(identityId)
                .setOwner(owner)
                .build();
    }

    private static byte[] framed(int schemaId, SpecificRecord record) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int register(String subject, Schema schema) {
        try (RegistryClient registry = RegistryClient.from(installation.clientSettings())) {
            return registry.register(installation.topics.prefix() + subject, schema);
        }
    }

    /** The same fields under another schema id. */
    private static Schema variant(Schema schema) {
        String text = schema.toString();
        return new Schema.Parser()
                .parse(text.substring(0, text.length() - 1) + ",\"revision\":\"" + UUID.randomUUID() + "\"}");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.imports.Fingerprints;
import io.keysurge.local.LocalCluster;
import io.keysurge.usage.RefusalReason;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A listener with a real broker")
class ListenIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    private final ListenStage stage = new ListenStage(cluster);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ListenService service = stage.start(Map.of());

    @BeforeAll
    static void startCluster() {
        Contracts.trust();
        cluster = LocalCluster.start(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop();
        threads.shutdownNow();
    }

    @Test
    void acknowledges_what_is_on_the_topic_and_keeps_what_it_refuses() {
        String nameless = Sample.call("nameless").replace("\"user_api_key_alias\": \"billing-bot\"", "\"x\": 1");
        String impossible = Sample.call("impossible", "billing-bot", -5);

        HttpResponse<byte[]> answer = litellm()
                .post("[" + Sample.call("a") + "," + nameless + "," + impossible + "," + Sample.call("b") + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Sender.json(answer).path("published").asInt()).isEqualTo(2);
        assertThat(Sender.json(answer).path("refused").asInt()).isEqualTo(2);
        assertThat(Sender.json(answer).path("refusals").findValuesAsText("field"))
                .containsExactlyInAnyOrder("[1].metadata.user_api_key_alias", "[2].prompt_tokens");
        assertThat(ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(stage.usage()).allMatch(event -> "keysurge-listen".equals(event.getProducer()));
        assertThat(rejected()).hasSize(2).allSatisfy(record -> {
            assertThat(header(record, "keysurge.reason")).isEqualTo("invalid_payload");
            assertThat(header(record, "keysurge.source.protocol")).isEqualTo("litellm");
            assertThat(header(record, "keysurge.detail"))
                    .contains("(expected: ")
                    .containsOnlyOnce(RefusalReason.INVALID_PAYLOAD.mend());
            assertThat(record.value()).contains("\"model\"").doesNotContain("say nothing of this");
        });
    }

    @Test
    void keeps_under_no_key_what_has_an_identity_longer_than_the_broker_takes() {
        HttpResponse<byte[]> answer = litellm().post("[" + Sample.call("long", "i".repeat(2_000_000), 1) + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Sender.json(answer).path("refused").asInt()).isEqualTo(1);
        assertThat(service.whyNotReady()).isEmpty();
        assertThat(rejected()).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(header(record, "keysurge.field")).isNotEmpty();
        });
    }

    @Test
    void keeps_in_short_what_the_broker_does_not_take_whole() throws Exception {
        String topic = stage.topics.usageRejected().name();
        try (Admin admin = Admin.create(stage.clients())) {
            var limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", "1500"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(limit)))
                    .all()
                    .get();
        }
        String fields = Stream.generate(UUID::randomUUID)
                .limit(400)
                .map(id -> "\"" + id + "\": 1, ")
                .collect(Collectors.joining());
        String call = Sample.call("large", "billing-bot", -5).replace("{\"id\"", "{" + fields + "\"id\"");

        HttpResponse<byte[]> answer = litellm().post("[" + call + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rejected()).singleElement().satisfies(record -> {
            assertThat(record.value()).startsWith("{\"left_out\":\"too large for the broker\",\"bytes\":");
            assertThat(header(record, "keysurge.field")).isEqualTo("[0].prompt_tokens");
        });
    }

    @Test
    void refuses_a_raw_key_and_writes_it_nowhere() {
        String call = Sample.call("leak").replace("\"model\": \"gpt-4o\"", "\"model\": \"" + Sample.KEY + "\"");

        HttpResponse<byte[]> answer = litellm().post("[" + call + "," + Sample.call("fine") + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("looks like a credential")
                .doesNotContain(Sample.KEY);
        assertThat(ids()).containsExactly("fine");
        assertThat(rejected()).singleElement().satisfies(record -> {
            assertThat(header(record, "keysurge.reason")).isEqualTo("raw_credential");
            assertThat(header(record, "keysurge.field")).isEqualTo("[0].model");
            assertThat(header(record, "keysurge.detail"))
                    .isEqualTo("[0].model: looks like a credential itself (expected: none, anywhere); "
                            + RefusalReason.RAW_CREDENTIAL.mend());
            assertThat(record.toString() + record.value()).contains("(hidden)").doesNotContain("0123456789abcdef");
        });
    }

    @Test
    void refuses_a_key_of_unknown_look_without_a_pepper_as_a_raw_credential_and_hashes_it_with_one() throws Exception {
        String call = Sample.call("leak")
                .replace(
                        "\"user_api_key_alias\"",
                        "\"user_api_key\": \"correct-horse-battery\", \"user_api_key_alias\"");

        HttpResponse<byte[]> answer = litellm().post(call);
        double refused = ListenStage.sum(service, "keysurge_listen_refused_total", "raw_credential");
        restart(Map.of("credential.pepper", "a pepper of some length"));
        litellm().post(call);

        assertThat(Sender.json(answer).path("refusals").path(0).path("reason").asText())
                .isEqualTo("raw_credential");
        assertThat(refused).isEqualTo(1);
        assertThat(rejected()).singleElement().satisfies(record -> {
            assertThat(header(record, "keysurge.reason")).isEqualTo("raw_credential");
            assertThat(header(record, "keysurge.detail"))
                    .contains("credential.pepper set")
                    .containsOnlyOnce(RefusalReason.RAW_CREDENTIAL.mend());
            assertThat(record.toString() + record.value()).doesNotContain("correct-horse");
        });
        assertThat(stage.usage()).singleElement().satisfies(event -> {
            assertThat(event.getCredentialFingerprint())
                    .isEqualTo(Fingerprints.under("a pepper of some length").of("correct-horse-battery"));
            assertThat(event.toString()).doesNotContain("correct-horse");
        });
    }

    @Test
    void keeps_of_a_line_that_it_cannot_read_neither_prompt_nor_key() {
        HttpResponse<byte[]> answer = litellm()
                .post(Sample.call("fine") + "\n{\"x-api-key\": \"hunter2\", \"messages\": \"say nothing of this\"\n");

        assertThat(Sender.json(answer).path("published").asInt()).isEqualTo(1);
        assertThat(rejected())
                .singleElement()
                .satisfies(record -> assertThat(record.value())
                        .startsWith("{\"left_out\":\"cannot be read\",\"bytes\":58,\"sha256\":\"")
                        .doesNotContain("hunter2")
                        .doesNotContain("say nothing"));
    }

    @Test
    void takes_traces_in_json_and_in_protobuf_packed_or_not_and_tells_what_it_refused() throws Exception {
        byte[] json = Sample.utf8(Sample.trace(1, 10));
        byte[] protobuf = OtlpMessages.request(JsonBody.read(Sample.utf8(Sample.trace(11, 10))))
                .toByteArray();
        String bad = Sample.trace(21, 3).replaceFirst("nhi.identity.id", "somebody");

        assertThat(otlp().post(Sample.gzip(json), Sender.JSON, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> whole = otlp().post(protobuf, Sender.PROTOBUF);
        HttpResponse<byte[]> part = otlp().post(bad);
        HttpResponse<byte[]> again = otlp().post(
                        Sample.gzip(OtlpMessages.request(JsonBody.read(Sample.utf8(bad)))
                                .toByteArray()),
                        Sender.PROTOBUF,
                        "Content-Encoding",
                        "gzip");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(ExportTraceServiceResponse.parseFrom(whole.body()).hasPartialSuccess())
                .isFalse();
        assertThat(Sender.json(part)
                        .path("partialSuccess")
                        .path("rejectedSpans")
                        .asText())
                .isEqualTo("1");
        assertThat(Sender.json(part).path("partialSuccess").path("errorMessage").asText())
                .contains("nhi.identity.id");
        assertThat(ExportTraceServiceResponse.parseFrom(again.body())
                        .getPartialSuccess()
                        .getRejectedSpans())
                .isEqualTo(1);
        assertThat(ids()).hasSize(22);
        assertThat(stage.usage()).as("the last two came twice").hasSize(24);
        assertThat(rejected()).hasSize(2);
    }

    @Test
    void takes_what_the_examples_for_curl_send() throws Exception {
        for (String example : List.of("litellm.sh", "otlp.sh")) {
            Path script = Path.of("..", "schemas", "examples", "curl", example);
            var builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
            builder.environment().put("KEYSURGE_LITELLM_URL", "http://127.0.0.1:" + service.liteLlmPort() + "/litellm");
            builder.environment().put("KEYSURGE_OTLP_URL", "http://127.0.0.1:" + service.otlpPort() + "/v1/traces");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            assumeThat(exit).as("curl is not installed: " + output).isNotEqualTo(127);
            assertThat(exit).as(output).isZero();
        }

        assertThat(stage.usage()).hasSize(2).allSatisfy(event -> {
            assertThat(event.getIdentityId()).isEqualTo("nhi-curl-example");
            assertThat(event.getModel()).isEqualTo("gpt-4o");
            assertThat(event.getInputTokens()).isEqualTo(1_200);
            assertThat(event.getOutputTokens()).isEqualTo(350);
        });
    }

    @Test
    void publishes_exactly_what_two_parallel_senders_post() throws Exception {
        int requests = 40;
        int each = 25;
        List<Future<Integer>> senders = new ArrayList<>();
        for (String name : List.of("left", "right")) {
            senders.add(threads.submit(() -> (int) IntStream.range(0, requests)
                    .filter(request ->
                            litellm().post(Sample.calls(name + request, each)).statusCode() == 200)
                    .count()));
        }
        for (Future<Integer> sender : senders) {
            assertThat(sender.get()).isEqualTo(requests);
        }

        assertThat(stage.usage()).hasSize(2 * requests * each);
        assertThat(ids()).hasSize(2 * requests * each);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void loses_nothing_that_it_acknowledged_when_the_broker_goes_away_and_comes_back() throws Exception {
        restart(Map.of("listen.deadline.ms", "1500"));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        Future<?> sender = threads.submit(() -> {
            var post = litellm();
            for (int request = 0; request < 60; request++) {
                String name = "r" + request;
                int status;
                do {
                    HttpResponse<byte[]> answer = post.post(Sample.calls(name, 5));
                    status = answer.statusCode();
                    statuses.add(status);
                    assertThat(status == 200
                                    || answer.headers()
                                            .firstValue("Retry-After")
                                            .isPresent())
                            .isTrue();
                } while (status != 200);
                IntStream.range(0, 5).forEach(call -> acknowledged.add(name + "-" + call));
                if (request == 20) {
                    cluster.killBroker(1);
                }
            }
        });
        await().atMost(LONG).until(() -> statuses.contains(503));
        assertThat(service.whyNotReady()).isPresent();
        assertThat(acknowledged).hasSizeLessThan(300);
        cluster.startBroker(1);
        sender.get();

        assertThat(statuses).containsExactlyInAnyOrder(200, 503);
        assertThat(acknowledged).hasSize(300);
        // What was not acknowledged and posted again may be there twice: with the same id, so that it counts once.
        assertThat(ids()).isEqualTo(acknowledged);
        assertThat(service.whyNotReady()).isEmpty();
    }

    @Test
    void works_on_so_many_requests_at_once_and_finishes_them_when_it_is_stopped() throws Exception {
        restart(Map.of("listen.deadline.ms", "120000", "listen.requests.at.once", "1"));
        litellm().post(Sample.call("warm"));
        cluster.killBroker(1);
        int port = service.liteLlmPort();
        Future<Integer> inHand = threads.submit(
                () -> new Sender(port, "/").post(Sample.call("in-hand")).statusCode());
        await().atMost(LONG).until(() -> ListenStage.sum(service, "keysurge_listen_busy", "litellm") == 1);

        HttpResponse<byte[]> oneMore = litellm().post(Sample.call("one-more"));
        Future<?> stopping = threads.submit(() -> {
            service.stop();
            return null;
        });
        cluster.startBroker(1);

        assertThat(oneMore.statusCode()).isEqualTo(429);
        assertThat(oneMore.headers().firstValue("Retry-After")).contains("1");
        assertThat(inHand.get()).isEqualTo(200);
        stopping.get();
        assertThat(ids()).containsExactlyInAnyOrder("warm", "in-hand");
    }

    private Sender otlp() {
        return new Sender(service.otlpPort(), "/v1/traces");
    }

    private Sender litellm() {
        return new Sender(service.liteLlmPort(), "/");
    }

    private void restart(Map<String, String> further) throws InterruptedException {
        service.stop();
        service = stage.start(further);
    }

    private Set<String> ids() {
        return stage.usage().stream().map(UsageEvent::getEventId).collect(Collectors.toCollection(HashSet::new));
    }

    private List<ConsumerRecord<String, String>> rejected() {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        List<TopicPartition> partitions = IntStream.range(0, ListenStage.PARTITIONS)
                .mapToObj(partition ->
                        new TopicPartition(stage.topics.usageRejected().name(), partition))
                .toList();
        try (var consumer = new KafkaConsumer<>(stage.clients(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

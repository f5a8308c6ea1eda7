// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.app.Installation.MustArrive;
import io.keysurge.cli.Ran;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.RecordPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The quality command, beside a detector on a real broker,")
class QualityIT {

    static {
        Contracts.trust();
    }

    private static final String EVENTS = "keysurge_usage_events_total";
    private static final String REFUSED = "keysurge_usage_refused_total";

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void counts_of_each_producer_what_the_detector_counts() throws Exception {
        double duplicates;
        double late;
        double counted;
        try (DetectorProcess detector = installation.detector(directory, "one").awaitReady()) {
            register("nhi-known");
            installation.awaitRegistered();
            try (var publisher = installation.publisher()) {
                for (int i = 0; i < 40; i++) {
                    UsageEvent event = event("a-" + i, "nhi-" + i % 4, "gateway-a", now.minusSeconds(40 - i));
                    publish(publisher, event);
                }
                publish(publisher, event("a-0", "nhi-0", "gateway-a", now.minusSeconds(40)));
                publish(publisher, event("a-1", "nhi-1", "gateway-a", now.minusSeconds(39)));
                publish(publisher, event("a-late", "nhi-2", "gateway-a", now.minus(Duration.ofHours(2))));
                UsageEvent owned = event("b-0", "nhi-known", "gateway-b", now.plusSeconds(240));
                owned.setApplicationId("copilot");
                publish(publisher, owned);
                UsageEvent ahead = event("b-1", "nhi-known", "gateway-b", now.plusSeconds(3_600));
                publish(publisher, ahead);
                UsageEvent negative = event("b-2", "nhi-known", "gateway-b", now);
                negative.setInputTokens(-1);
                publish(publisher, negative);
                publish(publisher, event("nameless", "nhi-9", null, now));
                publisher.flush();
            }
            publishGarbage();
            installation.awaitJudged();
            counted = detector.counter(EVENTS, "outcome=\"counted\"");
            duplicates = detector.counter(EVENTS, "outcome=\"duplicate\"");
            late = detector.counter(REFUSED, "reason=\"late\"");
        }

        JsonNode report = new JsonMapper().readTree(quality("--json").out().get(0));

        JsonNode total = report.get("total");
        assertThat(total.get("accepted").asDouble()).isEqualTo(counted).isEqualTo(42);
        assertThat(total.get("duplicate").asDouble()).isEqualTo(duplicates).isEqualTo(2);
        assertThat(total.get("late").asDouble()).isEqualTo(late).isEqualTo(1);
        assertThat(total.get("rejected"))
                .hasToString("{\"negative_count\":1,\"not_avro_framed\":1,\"occurred_in_future\":1}");
        assertThat(report.get("producers").findValuesAsText("producer"))
                .containsExactly("(none named)", "(unreadable)", "gateway-a", "gateway-b");
        JsonNode first = producer(report, "gateway-a");
        assertThat(first.get("published").intValue()).isEqualTo(43);
        assertThat(first.get("tokens").longValue()).isEqualTo(40 * 110);
        assertThat(first.get("unattributed_share").doubleValue()).isEqualTo(1);
        assertThat(first.get("skew_median_ms").longValue()).isBetween(0L, 240_000L);
        assertThat(first.get("ahead_share").doubleValue()).isZero();
        assertThat(first.get("schemas").get(0).get("version").intValue()).isEqualTo(1);
        JsonNode second = producer(report, "gateway-b");
        assertThat(second.get("unattributed_share").doubleValue())
                .as("the registry tells the owner and the environment")
                .isZero();
        assertThat(second.get("ahead_share").doubleValue()).isEqualTo(1);
        assertThat(second.get("skew_median_ms").longValue()).isBetween(-240_000L, -1L);
        assertThat(Instant.parse(second.get("last_seen").textValue())).isAfter(now);

        Ran table = quality("--producer", "gateway-b");
        assertThat(table.exitCode()).isZero();
        assertThat(table.out()).hasSize(3);
        assertThat(table.out().get(1))
                .startsWith("gateway-b  ")
                .contains("  v1  ")
                .endsWith("  110");
        assertThat(table.out().get(2)).isEqualTo("Rejected of gateway-b: 1 negative_count, 1 occurred_in_future.");
        assertThat(quality("--to", now.minusSeconds(3_600).toString()).out()).containsExactly("No usage.");
        assertThat(quality("--from", now.toString(), "--to", now.toString())
                        .err()
                        .get(0))
                .startsWith("--to: ");
    }

    private static JsonNode producer(JsonNode report, String name) {
        for (JsonNode each : report.get("producers")) {
            if (each.get("producer").textValue().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name + " is not in " + report);
    }

    private Ran quality(String... arguments) {
        return installation.run(
                Stream.concat(Stream.of("quality"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static void publish(RecordPublisher<UsageEvent> publisher, UsageEvent event) {
        publisher.publish(event.getIdentityId(), event, new MustArrive());
    }

    private void register(String identityId) {
        try (var publisher = installation.identityPublisher()) {
            publisher.publish(
                    identityId,
                    IdentityRecord.newBuilder()
                            .setIdentityId(identityId)
                            .setOwner("payments-team")
                            .setEnvironment("production")
                            .build(),
                    new MustArrive());
            publisher.flush();
        }
    }

    private void publishGarbage() {
        try (var producer =
                new KafkaProducer<>(installation.clientSettings(), new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(
                    new ProducerRecord<>(installation.topics.usage().name(), "nhi-9", "garbage"));
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
}

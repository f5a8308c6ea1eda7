// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.contract.UsageEvent;
import io.keysurge.json.InvalidRecordException;
import io.keysurge.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Loading what other systems wrote")
class ImportIT {

    @TempDir
    private Path folder;

    @Test
    void puts_logs_of_litellm_and_traces_of_opentelemetry_on_the_topic() throws Exception {
        House house = new House("import.");
        house.run("setup");

        Ran logs = house.run("load", "--format", "litellm", sample("litellm-standard-logging.json"));
        Ran traces = house.run("load", "--format", "otel", "--json", sample("otlp-traces.json"));

        assertThat(logs.exitCode()).as(logs.toString()).isZero();
        assertThat(logs.out().get(0)).startsWith("Published 3 events, refused 0 lines, read ");
        JsonNode counts = new ObjectMapper().readTree(traces.out().get(0));
        assertThat(counts.get("published").asInt()).isEqualTo(3);
        assertThat(counts.get("skipped").asInt()).isEqualTo(2);
        List<UsageEvent> expected = new ArrayList<>(events("litellm-standard-logging.events.jsonl"));
        expected.addAll(events("otlp-traces.events.jsonl"));
        assertThat(house.usage()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void gives_the_same_event_ids_when_it_is_done_again() throws IOException {
        House house = new House("import-again.");
        house.run("setup");

        house.run("load", "--format", "litellm", sample("litellm-standard-logging.json"));
        house.run("load", "--format", "litellm", sample("litellm-standard-logging.json"));

        List<String> ids = house.usage().stream().map(UsageEvent::getEventId).toList();
        assertThat(ids).hasSize(6);
        assertThat(ids.stream().distinct()).hasSize(3);
    }

    @Test
    void puts_usage_of_providers_and_csv_on_the_topic() throws Exception {
        House house = new House("import-more.");
        house.run("setup");
        String mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                        fields:
                          occurred_at: {column: at}
                          identity_id: {constant: gateway}
                          input_tokens: {column: in}
                          output_tokens: {column: out}
                        """).toString();
        String csv = Files.writeString(folder.resolve("calls.csv"), "at,in,out\n2026-03-01 13:00:00,5,6\n")
                .toString();

        Ran openai = house.run("load", "--format", "openai", sample("openai-usage-page.json"));
        Ran anthropic = house.run("load", "--format", "anthropic", sample("anthropic-messages.json"));
        Ran rows = house.run("load", "--format", "csv", "--mapping", mapping, "--zone", "Europe/Berlin", csv);

        assertThat(openai.out().get(0)).startsWith("Published 2 events, refused 1 lines");
        assertThat(openai.err()).anySatisfy(line -> assertThat(line).contains("has_more is true"));
        assertThat(anthropic.out()).contains("Passed over 1 records that are no calls.");
        assertThat(rows.out().get(0)).as(rows.toString()).startsWith("Published 1 events, refused 0 lines");
        List<UsageEvent> expected = new ArrayList<>(events("openai-usage-page.events.jsonl"));
        expected.addAll(events("anthropic-messages.events.jsonl"));
        assertThat(house.usage()).hasSize(6).containsAll(expected).anySatisfy(event -> {
            assertThat(event.getIdentityId()).isEqualTo("gateway");
            assertThat(event.getOccurredAt()).isEqualTo("2026-03-01T12:00:00Z");
        });
    }

    @Test
    void says_what_is_wrong_with_its_options() throws IOException {
        House house = new House("import-options.");
        String csv = Files.writeString(folder.resolve("calls.csv"), "at\n").toString();
        String mapping = Files.writeString(folder.resolve("mapping.yaml"), "fields: {}\n")
                .toString();

        assertThat(house.run("load", "--format", "csv", csv).err())
                .contains("--mapping: missing (expected: a file that says what the columns mean)");
        assertThat(house.run("load", "--format", "otel", "--mapping", mapping, csv)
                        .err())
                .contains("--mapping: not for otel (expected: --format csv)");
        assertThat(house.run("load", "--format", "litellm", "--zone", "Mars", csv)
                        .err())
                .contains("--zone: Mars (expected: an IANA zone such as UTC or Europe/Berlin)");
        assertThat(house.run("load", "--format", "csv", "--mapping", mapping, csv)
                        .err())
                .anySatisfy(line -> assertThat(line).contains("fields: identity_id is missing"));
    }

    @Test
    void never_writes_a_raw_key_and_its_keyed_hash_only_under_a_pepper() throws IOException {
        House house = new House("import-key.");
        house.run("setup");
        String file = Files.writeString(
                        folder.resolve("raw.jsonl"),
                        "{\"id\":\"e\",\"endTime\":1772366401,\"prompt_tokens\":10,\"completion_tokens\":7,"
                                + "\"api_key\":\"sk-abcdefghij123456\",\"metadata\":{\"user_api_key_alias\":\"bot\"}}\n")
                .toString();

        Ran without = house.run("load", "--format", "litellm", file);
        Ran with = house.run("load", "--format", "litellm", "--set", "credential.pepper=a pepper of some length", file);
        Ran weak = house.run("load", "--format", "litellm", "--set", "credential.pepper=salt", file);

        assertThat(without.err())
                .singleElement()
                .asString()
                .contains("line 1, api_key: a raw key (expected: credential.pepper set");
        assertThat(Files.readString(Path.of(file + ".rejected.jsonl")))
                .contains("(hidden)")
                .doesNotContain("abcdefghij");
        assertThat(with.out().get(0)).startsWith("Published 1 events");
        assertThat(weak.err())
                .anySatisfy(
                        line -> assertThat(line).contains("credential.pepper: 4 characters (expected: 16 or more)"));
        assertThat(house.usage())
                .singleElement()
                .satisfies(event -> assertThat(event.getCredentialFingerprint()).matches("[0-9a-f]{64}"));
    }

    @Test
    void refuses_raw_keys_in_our_own_formats_too() throws IOException {
        House house = new House("import-own.");
        house.run("setup");
        Path minutes = Files.writeString(
                folder.resolve("usage.csv"),
                "identity,minute,calls,input_tokens,output_tokens\nsk-abcdefghij123456,0,1,1,1\nsvc,0,1,1,1\n");
        Path lines = Files.writeString(
                folder.resolve("usage.jsonl"),
                "{\"event_id\":\"e\",\"occurred_at\":\"2026-03-01T12:00:00Z\",\"identity_id\":\"svc\",\"input_tokens\":1,"
                        + "\"output_tokens\":1,\"attributes\":{\"header\":\"Bearer abcdefghij123456\"}}\n");

        Ran csv = house.run("load", "--format", "minutes", minutes.toString());
        Ran jsonl = house.run("load", "--format", "jsonl", lines.toString());

        assertThat(csv.err()).singleElement().asString().contains("looks like a credential itself");
        assertThat(jsonl.err()).singleElement().asString().contains("attributes: looks like a credential itself");
        assertThat(Files.readString(Path.of(minutes + ".rejected.jsonl"))).doesNotContain("abcdefghij");
        assertThat(Files.readString(Path.of(lines + ".rejected.jsonl"))).doesNotContain("abcdefghij");
        assertThat(house.usage())
                .singleElement()
                .satisfies(event -> assertThat(event.getIdentityId()).isEqualTo("svc"));
    }

    private String sample(String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name)).toString();
    }

    private static List<UsageEvent> events(String name) throws IOException, InvalidRecordException {
        List<UsageEvent> events = new ArrayList<>();
        for (String line : new String(bytes(name), StandardCharsets.UTF_8).split("\n")) {
            events.add(RecordJson.read(line, UsageEvent.class));
        }
        return events;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ImportIT.class.getResourceAsStream("/imports/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The load command")
class LoadCommandIT {

    private static final String HEADER = "identity,minute,calls,input_tokens,output_tokens\n";

    @TempDir
    private Path folder;

    @Test
    void publishes_every_good_line_in_the_order_of_its_identity() throws IOException {
        House house = new House("load-order.");
        house.run("setup", "--partitions", "3");
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            rows.append(i % 7).append(',').append(i / 7).append(",1,").append(i).append(",1\n");
        }

        Ran ran = house.run("load", "--format", "minutes", file("usage.csv", rows.toString()));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).singleElement().asString().startsWith("Published 5,000 events, refused 0 lines, read ");
        List<UsageEvent> events = house.usage();
        assertThat(events).hasSize(5_000);
        for (int identity = 0; identity < 7; identity++) {
            String id = "nhi-" + identity;
            assertThat(events.stream()
                            .filter(event -> event.getIdentityId().equals(id))
                            .map(UsageEvent::getInputTokens))
                    .isSorted();
        }
    }

    @Test
    void gives_the_same_event_ids_when_it_is_run_again() throws IOException {
        House house = new House("load-again.");
        house.run("setup");
        String file = file("usage.csv", HEADER + "1,0,1,1,1\n1,0,1,1,1\n2,0,1,1,1\n");

        house.run("load", "--format", "minutes", file);
        house.run("load", "--format", "minutes", file);

        List<String> ids = house.usage().stream().map(UsageEvent::getEventId).toList();
        assertThat(ids).hasSize(6);
        assertThat(ids.stream().distinct()).hasSize(3);
    }

    @Test
    void names_refused_lines_keeps_them_and_publishes_the_others() throws IOException {
        House house = new House("load-refused.");
        house.run("setup");
        String file = file("usage.csv", HEADER + "1,0,1,1,1\n1,x,1,1,1\n1,2,1,1,1\n");

        Ran ran = house.run("load", "--format", "minutes", "--json", file);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains(file + ", line 3, minute: \"x\" (expected: a whole number)");
        JsonNode counts = new ObjectMapper().readTree(ran.out().get(0));
        assertThat(counts.get("published").asInt()).isEqualTo(2);
        assertThat(counts.get("refused").asInt()).isEqualTo(1);
        assertThat(counts.get("complete").asBoolean()).isTrue();
        assertThat(counts.get("rejected_files").get(0).asText()).isEqualTo(file + ".rejected.jsonl");
        assertThat(Files.readAllLines(Path.of(file + ".rejected.jsonl"))).hasSize(1);
    }

    @Test
    void stops_at_the_first_refused_line_when_it_is_strict() throws IOException {
        House house = new House("load-strict.");
        house.run("setup");

        Ran ran = house.run(
                "load",
                "--format",
                "minutes",
                "--strict",
                file("usage.csv", HEADER + "1,0,1,1,1\n1,x,1,1,1\n1,2,1,1,1\n"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(house.usage()).hasSize(1);
    }

    @Test
    void goes_on_with_the_next_file_when_one_cannot_be_read_and_fails_in_the_end() throws IOException {
        House house = new House("load-missing.");
        house.run("setup");
        String missing = folder.resolve("missing.csv").toString();

        Ran ran = house.run("load", "--format", "minutes", missing, file("b.csv", HEADER + "1,0,1,1,1\n"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains(missing + ": no such file");
        assertThat(house.usage()).hasSize(1);
    }

    @Test
    void plays_at_a_multiple_of_event_time() throws IOException {
        House house = new House("load-pace.");
        house.run("setup");
        String file = file("usage.csv", HEADER + "1,0,1,1,1\n1,1,1,1,1\n1,2,1,1,1\n");

        Ran ran = house.run("load", "--format", "minutes", "--speed", "120", "--json", file);

        JsonNode counts = new ObjectMapper().readTree(ran.out().get(0));
        assertThat(counts.get("seconds").asDouble()).isBetween(1.0, 20.0);
        assertThat(counts.get("published").asInt()).isEqualTo(3);
    }

    @Test
    void ends_with_one_sentence_when_the_house_was_not_set_up() throws IOException {
        Ran ran = new House("load-nowhere.")
                .run(
                        "load",
                        "--format",
                        "minutes",
                        "--set",
                        "kafka.max.block.ms=2000",
                        file("usage.csv", HEADER + "1,0,1,1,1\n"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .singleElement()
                .asString()
                .startsWith("keysurge load: Cannot publish to load-nowhere.usage: ")
                .contains("keysurge setup");
    }

    @Test
    void refuses_a_format_or_a_speed_that_does_not_exist_with_those_that_do() throws IOException {
        House house = new House("load-wrong.");
        String file = file("usage.csv", HEADER);

        Ran format = house.run("load", "--format", "xml", file);
        Ran speed = house.run("load", "--format", "minutes", "--speed", "fast", file);

        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err())
                .contains("--format: xml (expected: one of minutes, jsonl, litellm, otel, openai, anthropic, csv)");
        assertThat(speed.exitCode()).isEqualTo(2);
        assertThat(speed.err()).contains("--speed: fast (expected: max, or a number above 0)");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}

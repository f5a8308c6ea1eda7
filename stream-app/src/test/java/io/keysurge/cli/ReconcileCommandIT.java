// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static io.keysurge.spend.Rollups.rollup;
import static io.keysurge.spend.Rollups.stated;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The reconcile command")
class ReconcileCommandIT {

    private static final House HOUSE = new House("reconcile.");
    private static final String DAY = "2026-11-10";

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_roll_ups() {
        HOUSE.publishSpend(
                List.of(
                        stated("one", "gpt", "0.3", "USD").build(),
                        stated("two", "claude", "0.1", "USD").build(),
                        rollup("one", "gpt")
                                .setHour(Instant.parse("2026-11-11T00:00:00Z"))
                                .build()),
                List.of(),
                true);
    }

    @Test
    void agrees_with_a_report_that_says_the_same() throws IOException {
        Path report = openAi(1_000);

        Ran ran = HOUSE.run("reconcile", report.toString(), "--format", "openai-usage", "--day", DAY, "--model", "g*");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .containsExactly(
                        "0 of 8 figures differ, of 1 models and 1 identities that both name; 0 identities only Keysurge names, 0"
                                + " only OpenAI.");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void shows_where_they_differ_unless_that_is_tolerated() throws IOException {
        Path report = openAi(1_010);
        String[] command = {"reconcile", report.toString(), "--format", "openai-usage", "--day", DAY};

        Ran ran = HOUSE.run(with(command, "--model", "gpt"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .contains(
                        "by        name  what          Keysurge  OpenAI  difference  of OpenAI's",
                        "model     gpt   input tokens     1,000   1,010         -10      -0.99 %",
                        "identity  one   input tokens     1,000   1,010         -10      -0.99 %");
        assertThat(HOUSE.run(with(command, "--model", "gpt", "--tolerance-percent", "1"))
                        .exitCode())
                .isZero();
        assertThat(HOUSE.run(with(command, "--tolerance-percent", "1", "--json"))
                        .out())
                .singleElement()
                .asString()
                .contains("{\"by\":\"model\",\"name\":\"claude\",\"measure\":\"calls\",\"keysurge\":3,\"provider\":0,"
                        + "\"difference\":3,\"differs\":true}");
    }

    @Test
    void compares_costs_where_the_report_has_them() throws IOException {
        Path report = Files.writeString(folder.resolve("spend.json"), """
                [{"api_key": "", "spend": 0.3, "prompt_tokens": 1000, "completion_tokens": 200, "model": "gpt",
                  "startTime": "2026-11-10T12:00:00Z", "metadata": {"user_api_key_alias": "one"}}]
                """);

        Ran ran =
                HOUSE.run("reconcile", report.toString(), "--format", "litellm-spend", "--day", DAY, "--model", "gpt");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .containsExactly(
                        "by        name  what   Keysurge  LiteLLM  difference  of LiteLLM's",
                        "model     gpt   calls         3        1          +2     +200.00 %",
                        "identity  one   calls         3        1          +2     +200.00 %",
                        "2 of 8 figures differ, of 1 models and 1 identities that both name; 0 identities only Keysurge names, 0"
                                + " only LiteLLM.");
    }

    @Test
    void fails_on_what_is_no_report() throws IOException {
        Path report = Files.writeString(folder.resolve("bad.json"), "[{\"model\": \"gpt\"}]");

        Ran ran = HOUSE.run("reconcile", report.toString(), "--format", "litellm-spend", "--day", DAY);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .singleElement()
                .asString()
                .endsWith("[0].prompt_tokens: missing (expected: rows of GET /spend/logs?summarize=false)");
        assertThat(HOUSE.run("reconcile", "nowhere.json", "--format", "litellm-spend", "--day", DAY)
                        .exitCode())
                .isEqualTo(1);
    }

    private Path openAi(long inputTokens) throws IOException {
        long midnight = Instant.parse(DAY + "T00:00:00Z").getEpochSecond();
        return Files.writeString(folder.resolve("usage.json"), """
                {"object": "page", "data": [{"object": "bucket", "start_time": %d, "end_time": %d, "results": [
                  {"input_tokens": %d, "output_tokens": 200, "input_cached_tokens": 400, "num_model_requests": 3,
                   "api_key_id": "one", "model": "gpt"}]}], "has_more": false}
                """.formatted(midnight, midnight + 86_400, inputTokens));
    }

    private static String[] with(String[] command, String... more) {
        String[] all = new String[command.length + more.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }
}

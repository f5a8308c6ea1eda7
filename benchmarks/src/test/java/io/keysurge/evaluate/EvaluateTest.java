// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("evaluate")
class EvaluateTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DAY = 1_440;
    private static final int ATTACK = 8 * DAY + 600;
    private static final int ATTACKED = 3;
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @TempDir
    private Path directory;

    private Path usage;
    private Path labels;

    /** Two clients that speak every ten minutes; one of them consumes a hundred times as much for half an hour. */
    @BeforeEach
    void write_a_fortnight() throws IOException {
        var rows = new StringBuilder("identity,minute,calls,input_tokens,output_tokens\n");
        var dice = new SplittableRandom(5);
        for (int minute = 0; minute < 14 * DAY; minute++) {
            for (int identity : new int[] {ATTACKED, 4}) {
                boolean attacked = identity == ATTACKED && minute >= ATTACK && minute < ATTACK + 30;
                if (minute % 10 == 0 || attacked) {
                    int tokens = dice.nextInt(900, 1_100) * (attacked ? 100 : 1);
                    rows.append(identity + "," + minute + ",1," + tokens + ",100\n");
                }
            }
        }
        usage = Files.writeString(directory.resolve("usage.csv"), rows);
        labels = Files.writeString(directory.resolve("labels.json"), """
                [{"identity": %d, "type": "spike", "start": %d, "end": %d, "magnitude": 100.0, "attack_tokens": 3000}]
                """.formatted(ATTACKED, ATTACK, ATTACK + 30));
    }

    @Nested
    @DisplayName("spikes")
    class Spikes {

        @Test
        void prints_every_tier_and_every_peer() {
            Ran ran = run("spikes", usage.toString(), labels.toString());
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("REVOKE, severity 5", "ACT, severity 4", "NOTIFY, severity 1")
                    .contains("spike >=3x", "Keysurge, act", "EWMA chart, L 10", "Random Cut Forest, grade > 0.9");
        }

        @Test
        void gives_a_machine_every_figure() throws IOException {
            Ran ran = run("spikes", usage.toString(), labels.toString(), "--no-peers", "--json");
            JsonNode report = JSON.readTree(ran.out());
            assertThat(report.at("/identities").asInt()).isEqualTo(2);
            assertThat(report.at("/tiers/notify/spikes_from_three/found").asInt())
                    .isEqualTo(1);
            assertThat(report.at("/tiers/act/false_per_identity_week").asDouble())
                    .isZero();
            assertThat(report.at("/tiers/notify/all/median_delay").asDouble()).isBetween(1.0, 3.0);
            assertThat(report.at("/tiers/notify/by_magnitude/spike/100.0/spent/share")
                            .asDouble())
                    .isBetween(0.0, 0.1);
        }

        @Test
        void writes_alerts_with_the_numbers_of_the_input() throws IOException {
            Path alerts = directory.resolve("out/alerts.csv");
            run("spikes", usage.toString(), labels.toString(), "--no-peers", "--alerts-out", alerts.toString());
            assertThat(Files.readAllLines(alerts))
                    .startsWith("identity,minute,type,severity")
                    .anyMatch(line -> line.matches(ATTACKED + ",121[23]\\d,TOKEN_SPIKE,[1-5]"));
        }

        @Test
        void draws_the_attack_and_a_page_of_all_drawings() {
            Path plots = directory.resolve("plots");
            run("spikes", usage.toString(), labels.toString(), "--no-peers", "--plot", plots.toString());
            assertThat(plots.resolve("index.html")).exists();
            assertThat(plots)
                    .isDirectoryContaining("glob:**/spike-100x-id003-m12120-{revoke,act,notify}.svg")
                    .isDirectoryContaining(file -> drawn(file).contains(">spike<"));
        }

        @Test
        void takes_settings_as_detect_does() {
            Ran ran = run("spikes", usage.toString(), labels.toString(), "--set", "baseline.warm.up.days=99");
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("baseline.warm.up.days: 99");
        }
    }

    @Nested
    @DisplayName("fleet")
    class Fleet {

        @Test
        void prints_every_tier_and_what_was_found_of_each_type() throws IOException {
            Path thefts = Files.writeString(
                    directory.resolve("thefts.json"), Files.readString(labels).replace("\"spike\"", "\"stolen\""));
            Ran ran = run("fleet", usage.toString(), thefts.toString());
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("REVOKE, severity 5", "stolen>=3x", "before");
        }
    }

    @Nested
    @DisplayName("nab")
    class Nab {

        @Test
        void prints_three_profiles_for_each_detector_and_writes_a_score_for_every_row() throws IOException {
            writeSeries();
            Path results = directory.resolve("results");
            Ran ran = run(
                    "nab",
                    directory.toString(),
                    directory.resolve("windows.json").toString(),
                    "--results-out",
                    results.toString(),
                    "--plot",
                    directory.resolve("plots").toString());
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("Keysurge", "Windowed Gaussian", "standard", "reward_low_FP_rate", "reward_low_FN_rate");
            assertThat(Files.readAllLines(results.resolve("real/one.csv")))
                    .hasSize(401)
                    .startsWith("timestamp,value,anomaly_score");
            assertThat(directory.resolve("plots/real-one.svg")).exists();
        }

        @Test
        void says_which_window_is_at_no_row() throws IOException {
            writeSeries();
            Path windows = Files.writeString(
                    directory.resolve("windows.json"),
                    "{\"real/one.csv\": [[\"1999-01-01 00:00:00\", \"1999-01-02 00:00:00\"]]}");
            Ran ran = run("nab", directory.toString(), windows.toString());
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("real/one.csv: window: 1999-01-01 00:00:00 (expected: the timestamp of a row)");
        }

        private void writeSeries() throws IOException {
            var rows = new StringBuilder("timestamp,value\n");
            LocalDateTime first = LocalDateTime.of(2026, 1, 5, 0, 0);
            for (int row = 0; row < 400; row++) {
                rows.append(TIMESTAMP.format(first.plusMinutes(5L * row)))
                        .append(row == 300 ? ",900\n" : "," + (50 + row % 7) + "\n");
            }
            Files.createDirectories(directory.resolve("real"));
            Files.writeString(directory.resolve("real/one.csv"), rows);
            Files.writeString(
                    directory.resolve("windows.json"),
                    "{\"real/one.csv\": [[\"%s.000000\", \"%s.000000\"]]}"
                            .formatted(
                                    TIMESTAMP.format(first.plusMinutes(5L * 290)),
                                    TIMESTAMP.format(first.plusMinutes(5L * 310))));
        }
    }

    @Test
    void says_what_is_wrong_with_a_label() throws IOException {
        Files.writeString(labels, "[{\"identity\": 3, \"type\": \"spike\", \"start\": 9, \"end\": 5}]");
        Ran ran = run("spikes", usage.toString(), labels.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("label 1: end: 5 (expected: at least start, 9)");
    }

    @Test
    void says_which_row_of_usage_is_wrong() throws IOException {
        Files.writeString(usage, "identity,minute,calls,input_tokens,output_tokens\n1,x,1,1,1\n");
        Ran ran = run("spikes", usage.toString(), labels.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("line 2: minute");
    }

    private static String drawn(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine command = Evaluate.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exit = command.execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    private record Ran(int exit, String out, String err) {}
}

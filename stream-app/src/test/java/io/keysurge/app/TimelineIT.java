// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.cli.Ran;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The timeline command, after a real detector has judged the identity")
class TimelineIT {

    static {
        Contracts.trust();
    }

    private static final Installation INSTALLATION = new Installation();
    private static final ShortLife LIFE = new ShortLife("nhi-<script>alert(1)</script>");

    @TempDir
    private static Path directory;

    private static Alert spike = new Alert();

    @BeforeAll
    static void live_through_a_surge() throws Exception {
        try (DetectorProcess detector =
                INSTALLATION.detector(directory, "detector").awaitReady()) {
            register("team-billing");
            register("team-payments");
            Load.publish(INSTALLATION, LIFE.usual());
            Load.publish(INSTALLATION, new ShortLife("somebody-else", LIFE.end()).usual());
            INSTALLATION.awaitJudged();
            Load.publish(INSTALLATION, stolen());
            // A producer's retry: it counts once.
            Load.publish(INSTALLATION, stolen().subList(0, 3));
            INSTALLATION.awaitJudged();
            run("expose", "fp-thief", "--where", "https://git.example/acme", "--identity", LIFE.identity());
            INSTALLATION.awaitRegistered();
            assertThat(detector.stop()).isZero();
        }
        spike = INSTALLATION.alerts().stream()
                .filter(alert -> alert.getType() == AlertType.TOKEN_SPIKE && alert.getState() == EpisodeState.OPEN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tells_usage_first_times_the_rotation_alerts_exposures_and_the_registry_in_one_order() throws IOException {
        List<JsonNode> told = json("timeline", LIFE.identity(), "--json");

        assertThat(told)
                .extracting(line -> Instant.parse(line.path("time").asText()))
                .isSorted();
        assertThat(told)
                .extracting(line -> line.path("title").asText())
                .contains(
                        "first use of model model-b",
                        "first use of origin AS64666",
                        "credential rotated to fp-thief",
                        "credential found exposed",
                        "registered",
                        "registry changed")
                .anyMatch(title -> title.startsWith("TOKEN_SPIKE opened"))
                .anyMatch(title -> title.startsWith("EXPOSED_KEY_USED opened"))
                .doesNotContain("first use of model model-a");
        assertThat(told)
                .filteredOn(line -> line.path("title").asText().equals("registry changed"))
                .extracting(line -> line.path("detail").asText())
                .containsExactly("owner: \"team-billing\" -> \"team-payments\"");
    }

    @Test
    void counts_what_the_detector_counted_and_nobody_else_s() throws IOException {
        Instant from = LIFE.end().minus(Duration.ofHours(30));
        List<JsonNode> usage = usage("timeline", LIFE.identity(), "--from", from.toString(), "--json");

        assertThat(usage.stream()
                        .mapToLong(line -> line.path("tokens").asLong())
                        .sum())
                .isEqualTo(LIFE.tokens(from, Instant.MAX));
        assertThat(usage)
                .allSatisfy(line -> assertThat(line.path("step").asText()).isEqualTo("minute"));
        assertThat(usage("timeline", LIFE.identity(), "--from", from.toString(), "--json", "--step", "hour").stream()
                        .mapToLong(line -> line.path("tokens").asLong())
                        .sum())
                .isEqualTo(LIFE.tokens(from, Instant.MAX));
    }

    @Test
    void draws_the_band_within_which_life_was_usual_and_which_the_surge_left() throws IOException {
        List<JsonNode> usage = usage("timeline", "--around", spike.getAlertId(), "--json");

        assertThat(Instant.parse(usage.get(0).path("time").asText()))
                .isAfterOrEqualTo(spike.getOpenedAt().minus(Duration.ofHours(24)));
        JsonNode quiet = usage.get(0);
        assertThat(quiet.path("warming").asBoolean()).isFalse();
        assertThat(quiet.path("threshold_tokens_per_minute").asDouble())
                .isGreaterThan(quiet.path("busiest_minute_tokens").asDouble());
        Instant minute = spike.getRaisedAt().truncatedTo(ChronoUnit.MINUTES);
        JsonNode surge = usage.stream()
                .filter(line -> line.path("time").asText().equals(minute.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(surge.path("busiest_minute_tokens").asDouble())
                .isGreaterThan(surge.path("threshold_tokens_per_minute").asDouble());
        assertThat(surge.path("usual_tokens_per_minute").asDouble()).isCloseTo(1_000, within(100.0));
    }

    @Test
    void is_lines_csv_and_a_page_in_which_an_identity_called_script_is_harmless() throws IOException {
        Path page = directory.resolve("timeline.html");

        assertThat(run("timeline", "--around", spike.getAlertId().substring(0, 10), "--html", page.toString()))
                .isEmpty();
        assertThat(Files.readString(page))
                .contains("<svg", "class=\"dot\"", "Content-Security-Policy")
                .contains("nhi-&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "src=", "href=");
        assertThat(run("timeline", LIFE.identity()))
                .anyMatch(line -> line.contains("* ALERT       TOKEN_SPIKE opened"))
                .anyMatch(line -> line.contains("busiest minute"));
        assertThat(run("timeline", LIFE.identity(), "--csv").get(0)).startsWith("time,kind,title,detail,record,calls");
    }

    @Test
    void says_what_is_missing_and_where_usage_is_instead() {
        assertThat(run("timeline", LIFE.identity(), "--to", "2020-01-02T00:00:00Z"))
                .anyMatch(line -> line.startsWith("The log has no usage of it in this time, but from 20"));
        assertThat(run("timeline", "nobody")).contains("The log has no usage of it at all.");

        Ran none = INSTALLATION.run("timeline");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err().get(0)).isEqualTo("IDENTITY: missing (expected: an identity_id, or --around ALERT_ID)");
        assertThat(INSTALLATION
                        .run("timeline", "x", "--from", "2026-01-02T00:00:00Z", "--to", "2026-01-01T00:00:00Z")
                        .err()
                        .get(0))
                .isEqualTo("--to: 2026-01-01T00:00:00Z (expected: after 2026-01-02T00:00:00Z)");
    }

    /** The surge, with another credential, from elsewhere, for another model. */
    private static List<UsageEvent> stolen() {
        List<UsageEvent> stolen = new ArrayList<>();
        for (UsageEvent event : LIFE.surge()) {
            stolen.add(UsageEvent.newBuilder(event)
                    .setCredentialFingerprint("fp-thief")
                    .setSource("AS64666")
                    .setModel("model-b")
                    .build());
        }
        return stolen;
    }

    private static void register(String owner) {
        try (var publisher = INSTALLATION.identityPublisher()) {
            IdentityRecord record = IdentityRecord.newBuilder()
                    .setIdentityId(LIFE.identity())
                    .setOwner(owner)
                    .build();
            publisher.publish(record.getIdentityId(), record, new Installation.MustArrive());
            publisher.flush();
        }
    }

    private static List<JsonNode> usage(String... arguments) throws IOException {
        return json(arguments).stream()
                .filter(line -> line.path("kind").asText().equals("usage"))
                .toList();
    }

    private static List<JsonNode> json(String... arguments) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run(arguments)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    private static List<String> run(String... arguments) {
        Ran ran = INSTALLATION.run(arguments);
        assertThat(ran.exitCode()).as("%s", ran.err()).isZero();
        return ran.out();
    }
}

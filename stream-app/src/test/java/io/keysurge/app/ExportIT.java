// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.app.Installation.MustArrive;
import io.keysurge.cli.Ran;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertBaseline;
import io.keysurge.contract.AlertIdentity;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AlertWindow;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.contract.UsageEvent;
import io.keysurge.load.RecordPublisher;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The export command on a real broker")
class ExportIT {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String FORMULA = "=HYPERLINK(\"http://x\")";

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();
    private final Random random = new Random(5);

    @Test
    void writes_usage_that_duckdb_reads_back_to_the_token_and_the_billionth() throws Exception {
        List<UsageEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(event(i));
        }
        publish(installation, events);
        publish(installation, events.subList(4_990, 5_000));
        long tokens = events.stream()
                .mapToLong(each -> each.getInputTokens() + each.getOutputTokens())
                .sum();
        BigDecimal cost = events.stream()
                .map(UsageEvent::getCost)
                .filter(each -> each != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        for (String format : List.of("parquet", "csv", "jsonl")) {
            Ran ran = export("usage", format, directory);
            assertThat(ran.err()).isEmpty();
            Path file = directory.resolve("usage." + format);
            assertThat(ran.out()).containsExactly("Wrote 5,010 rows to " + file + ".");
            String rows = rows(format, file);
            List<Object> sums = query(
                    "select count(*), sum(input_tokens::bigint + output_tokens::bigint)::bigint, sum(cost::decimal(18, 9)),"
                            + " min(occurred_at), count(distinct identity_id) from " + rows
                            + " where outcome = 'counted'");
            assertThat(sums.get(0)).as(format).isEqualTo(5_000L);
            assertThat(sums.get(1)).as(format).isEqualTo(tokens);
            assertThat((BigDecimal) sums.get(2)).as(format).isEqualByComparingTo(cost);
            assertThat(sums.get(4)).as(format).isEqualTo(50L);
            assertThat(query("select count(*) from " + rows + " where outcome = 'duplicate'"))
                    .containsExactly(10L);
            assertThat(query("select distinct application_id from " + rows + " where event_id = 'event-7'"))
                    .as("only CSV needs an apostrophe")
                    .containsExactly(format.equals("csv") ? "'" + FORMULA : FORMULA);
            assertThat(query("select count(*) from " + rows + " where attributes::varchar like '%a,b%'"))
                    .containsExactly(5_010L);
        }
        assertThat(query("select typeof(occurred_at) || ', ' || typeof(cost) || ', ' || typeof(input_tokens) from "
                        + rows("parquet", directory.resolve("usage.parquet")) + " limit 1"))
                .containsExactly("TIMESTAMP WITH TIME ZONE, DECIMAL(18,9), BIGINT");
        assertThat(query("select epoch_ms(occurred_at) from " + rows("parquet", directory.resolve("usage.parquet"))
                        + " where event_id = 'event-3' limit 1"))
                .containsExactly(events.get(3).getOccurredAt().toEpochMilli());
    }

    @Test
    void begins_with_the_first_instant_and_ends_before_the_last() throws Exception {
        publish(
                installation,
                List.of(
                        at("a", NOON.minusMillis(1)),
                        at("b", NOON),
                        at("c", NOON.plusSeconds(59)),
                        at("d", NOON.plusSeconds(60))));
        Path file = directory.resolve("minute.jsonl");

        export(
                "usage",
                "jsonl",
                file,
                "--from",
                NOON.toString(),
                "--to",
                NOON.plusSeconds(60).toString());

        assertThat(Files.readAllLines(file))
                .extracting(line -> json(line).get("event_id").textValue())
                .containsExactlyInAnyOrder("b", "c");
        Ran twice = export("usage", "jsonl", file);
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err().get(0)).endsWith("is there already (expected: a new name, or --overwrite)");
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(export("usage", "jsonl", file, "--overwrite").exitCode()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(4);
        Path nowhere = directory.resolve("missing").resolve("usage.csv");
        assertThat(export("usage", "csv", nowhere).exitCode()).isEqualTo(1);
        assertThat(files()).as("nothing unfinished is left").containsExactly("minute.jsonl");
    }

    @Test
    void writes_minutes_that_load_reads_back_as_they_were() throws Exception {
        List<UsageEvent> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            events.add(event(i));
        }
        UsageEvent cached = event(2_000);
        cached.setGatewayCacheHit(true);
        publish(installation, events);
        publish(installation, List.of(events.get(1_999), cached));
        Path first = directory.resolve("first.csv");
        assertThat(export("minutes", "csv", first).exitCode()).isZero();

        Installation other = new Installation();
        Ran loaded = other.run("load", "--format", "minutes", first.toString());
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.out().get(0)).contains(" refused 0 lines");

        Path second = directory.resolve("second.csv");
        assertThat(other.run("export", "--what", "minutes", "--format", "csv", "--out", second.toString())
                        .exitCode())
                .isZero();
        String columns =
                "identity, minute, application, agent, model, origin, status, calls::bigint, input_tokens::bigint,"
                        + " output_tokens::bigint";
        assertThat(all("select " + columns + " from " + rows("csv", second) + " order by all"))
                .isEqualTo(
                        all("select " + sums(columns) + " from " + rows("csv", first) + " group by all order by all"))
                .hasSizeGreaterThan(1_000);
        assertThat(query(
                        "select sum(input_tokens::bigint + output_tokens::bigint)::bigint, sum(cost::decimal(18, 9)) from "
                                + rows("csv", first)))
                .isEqualTo(query("select "
                        + events.stream()
                                .mapToLong(each -> each.getInputTokens() + each.getOutputTokens())
                                .sum()
                        + "::bigint, "
                        + events.stream()
                                .map(UsageEvent::getCost)
                                .filter(each -> each != null)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                        + "::decimal(38, 9)"));
    }

    @Test
    void writes_alerts_and_actions_with_every_field_of_their_contracts() throws Exception {
        try (var publisher = new RecordPublisher<>(
                Alert.class,
                installation.clientSettings(),
                installation.topics.alerts().name())) {
            publisher.publish("nhi-1", alert(), new MustArrive());
            publisher.flush();
        }
        ActionRecord action = ActionRecord.newBuilder()
                .setActionId("action-1")
                .setAlertId("alert-1")
                .setAlertRevision(2)
                .setAlertType(AlertType.EXPOSED_KEY_USED)
                .setSeverity(5)
                .setIdentityId("nhi-1")
                .setStep(ResponseStep.SUSPEND)
                .setConnector("litellm")
                .setMode(ActionMode.LIVE)
                .setState(ActionState.EXECUTED)
                .setPlan("block the key")
                .setReason("it leaked")
                .setApprovals(List.of("ada"))
                .setActor("sink")
                .setConfigurationHash("0123456789abcdef")
                .setProposedAt(NOON)
                .setUpdatedAt(NOON.plusMillis(1))
                .build();
        try (var publisher = installation.actionPublisher()) {
            publisher.publish("action-1", action, new MustArrive());
            publisher.flush();
        }
        export("actions", "parquet", directory);
        assertThat(query("select action_id, alert_revision, state, epoch_ms(updated_at), approvals, containment_quiet,"
                        + " log_partition >= 0 from " + rows("parquet", directory.resolve("actions.parquet"))))
                .containsExactly("action-1", 2L, "EXECUTED", NOON.toEpochMilli() + 1, "[\"ada\"]", null, true);
        assertThat(export("actions", "csv", directory, "--to", NOON.toString())
                        .out()
                        .get(0))
                .startsWith("Wrote 0 rows");
        assertThat(export("alerts", "parquet", directory).out().get(0)).startsWith("Wrote 1 rows");
        assertThat(query(
                        "select alert_id, severity, observed, identity_id, epoch_ms(window_start), cost_at_risk_per_hour,"
                                + " credential_fingerprint, first_event_offset from "
                                + rows("parquet", directory.resolve("alerts.parquet"))))
                .containsExactly(
                        "alert-1",
                        4L,
                        3_000.5,
                        "nhi-1",
                        NOON.toEpochMilli(),
                        new BigDecimal("12.345678901"),
                        null,
                        17L);
    }

    private static Alert alert() {
        EventReference event = EventReference.newBuilder()
                .setTopic("usage")
                .setPartition(0)
                .setOffset(17)
                .build();
        return Alert.newBuilder()
                .setAlertId("alert-1")
                .setRevision(1)
                .setState(EpisodeState.OPEN)
                .setType(AlertType.TOKEN_SPIKE)
                .setIdentityId("nhi-1")
                .setSeverity(4)
                .setConfidence(0.9)
                .setRaisedAt(NOON)
                .setOpenedAt(NOON)
                .setIdentity(AlertIdentity.newBuilder().setId("nhi-1").build())
                .setWindow(new AlertWindow(NOON, NOON.plusSeconds(60)))
                .setUnit("tokens/min")
                .setObserved(3_000.5)
                .setExpected(1_000)
                .setThreshold(2_000)
                .setRatio(3)
                .setScore(0.4)
                .setBaseline(new AlertBaseline(5, NOON.minusSeconds(432_000), false))
                .setCostAtRiskPerHour(new BigDecimal("12.345678901"))
                .setCurrency("USD")
                .setFirstEvent(event)
                .setLastEvent(event)
                .setDetector("test/1")
                .setConfigurationHash("0123456789abcdef")
                .setExplanation("nhi-1 went up.")
                .build();
    }

    private UsageEvent event(int number) {
        UsageEvent event = at("event-" + number, NOON.plusSeconds(number * 7L).plusMillis(random.nextInt(1_000)));
        event.setIdentityId("nhi-" + number % 50);
        event.setApplicationId(number % 7 == 0 ? FORMULA : "app-" + number % 3);
        event.setModel(number % 5 == 0 ? null : "model, \"large\"");
        event.setSource(number % 4 == 0 ? "10.0.0.0/8" : null);
        event.setRegion(number % 3 == 0 ? "eu-west-1" : null);
        event.setAgentId(number % 11 == 0 ? "'+agent" : null);
        event.setInputTokens(random.nextInt(100_000));
        event.setOutputTokens(random.nextInt(5_000));
        if (number % 2 == 0) {
            event.setCost(BigDecimal.valueOf(random.nextInt(1_000_000_000), 9));
            event.setCurrency("USD");
        }
        return event;
    }

    private static UsageEvent at(String id, Instant at) {
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setOccurredAt(at)
                .setIdentityId("nhi-1")
                .setInputTokens(3)
                .setOutputTokens(4)
                .setAttributes(Map.of("team", "a,b"))
                .build();
    }

    private static void publish(Installation where, List<UsageEvent> events) {
        try (var publisher = where.publisher()) {
            events.forEach(event -> publisher.publish(event.getIdentityId(), event, new MustArrive()));
            publisher.flush();
        }
    }

    private Ran export(String what, String format, Path out, String... more) {
        return installation.run(Stream.concat(
                        Stream.of("export", "--what", what, "--format", format, "--out", out.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static String rows(String format, Path file) {
        return switch (format) {
            case "parquet" -> "read_parquet('" + file + "')";
            case "csv" -> "read_csv('" + file + "', header = true, all_varchar = true)";
            default -> "read_json('" + file + "', format = 'newline_delimited')";
        };
    }

    /** Sums what the second export cannot tell apart: what had a cost and what had none. */
    private static String sums(String columns) {
        return columns.replace("calls::bigint", "sum(calls::bigint)::bigint")
                .replace("input_tokens::bigint", "sum(input_tokens::bigint)::bigint")
                .replace("output_tokens::bigint", "sum(output_tokens::bigint)::bigint");
    }

    private static List<Object> query(String sql) throws SQLException {
        return all(sql).get(0);
    }

    private static List<List<Object>> all(String sql) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}

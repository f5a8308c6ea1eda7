// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.keysurge.cli.Ran;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertShare;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.identities.IdentityFolder;
import io.keysurge.json.RecordJson;
import io.keysurge.replay.StoryFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Keysurge is for, on a real broker, as people do it: by files and commands. {@code mission/identities.yaml} says
 * who is who, {@code mission/story.jsonl} what happens until a quiet week is over, on the day after it, and
 * where work is done twice for a week more.
 */
@DisplayName("An installation")
class MissionIT {

    static {
        Contracts.trust();
    }

    private static final Path IDENTITIES = Path.of("src/test/resources/mission/identities.yaml");
    private static final Path STORY = Path.of("src/test/resources/mission/story.jsonl");
    private static final Instant BAD_DAY = Instant.parse("2026-01-09T00:00:00Z");
    private static final Instant LAST_DAY = Instant.parse("2026-01-16T00:00:00Z");
    private static final String LEAK = "https://git.example/acme/app/blob/1f/.env";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Installation INSTALLATION = new Installation();

    @TempDir
    private static Path directory;

    private static List<UsageEvent> story = List.of();
    private static DetectorProcess detector;

    @BeforeAll
    static void live_through_the_story() throws Exception {
        story = StoryFile.read(STORY);
        detector = INSTALLATION.detector(directory, "detector", Map.of("spend.interval.ms", "300"));
        detector.awaitReady();
        run("identities", "apply", IDENTITIES.toString());
        INSTALLATION.awaitRegistered();
        load("week.jsonl", event -> event.getOccurredAt().isBefore(BAD_DAY));
        assertThat(run("expose", "fp-deploy", "--where", LEAK, "--found", "2026-01-08T20:00:00Z"))
                .singleElement()
                .asString()
                .endsWith(" of nhi-deploy");
        INSTALLATION.awaitRegistered();
        load("days.jsonl", MissionIT::isFromTheBadDayOn);
        // Whose work is alike is asked of the days that were told.
        await().atMost(PATIENCE).until(() -> told().equals(spendUntil(LAST_DAY)));
        load("last-day.jsonl", event -> !event.getOccurredAt().isBefore(LAST_DAY));
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(detector.stop()).isZero();
    }

    /** Its own budget is gone when half of what its business unit has for the month is left. */
    @Test
    void stops_a_runaway_workflow_at_its_own_budget_before_it_eats_the_month_of_all() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(opened(AlertType.BUDGET_FORECAST))
                        .extracting(Alert::getIdentityId)
                        .contains("business_unit:search"));

        Alert forecast = opened(AlertType.BUDGET_FORECAST).stream()
                .filter(alert -> alert.getIdentityId().equals("business_unit:search"))
                .findFirst()
                .orElseThrow();
        assertThat(forecast.getBreakdown().get(0))
                .extracting(AlertShare::getDimension, AlertShare::getValue)
                .containsExactly("identity", "nhi-crawler");
        assertThat(opened(AlertType.BUDGET_HARD)).singleElement().satisfies(hard -> {
            assertThat(hard.getIdentityId()).isEqualTo("nhi-crawler");
            assertThat(hard.getObserved()).isBetween(1_000_000.0, 1_010_000.0);
            assertThat(hard.getRaisedAt()).isAfter(forecast.getRaisedAt());
        });
    }

    @Test
    void tells_of_a_spike_with_everything_that_is_known_of_the_service_account() {
        assertThat(opened(AlertType.TOKEN_SPIKE))
                .filteredOn(alert -> alert.getIdentityId().equals("nhi-reporting"))
                .singleElement()
                .satisfies(spike -> {
                    assertThat(spike.getIdentity().getKind()).isEqualTo(IdentityKind.SERVICE_ACCOUNT);
                    assertThat(spike.getIdentity().getOwner()).isEqualTo("finance-team");
                    assertThat(spike.getIdentity().getPrivileges()).containsExactly("invoke", "read-ledger");
                    assertThat(spike.getIdentity().getDataClassification()).isEqualTo("confidential");
                    assertThat(spike.getBreakdown())
                            .extracting(AlertShare::getDimension, AlertShare::getValue)
                            .contains(tuple("application", "ledger"), tuple("model", "heron"));
                });
    }

    @Test
    void tells_each_business_unit_what_it_spent() throws Exception {
        Map<String, List<BigDecimal>> counted = spendUntil(Instant.MAX);

        assertThat(counted).containsOnlyKeys("search", "finance", "platform", "product", "");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told()).isEqualTo(counted));
    }

    @Test
    void names_the_work_that_a_business_unit_pays_twice() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(opened(AlertType.DUPLICATED_AUTOMATION))
                        .isNotEmpty()
                        .allSatisfy(twice -> {
                            assertThat(twice.getIdentityId()).isEqualTo("business_unit:finance");
                            assertThat(twice.getAffectedIdentities())
                                    .containsExactly("nhi-dunning", "nhi-dunning-copy");
                            assertThat(twice.getExplanation()).contains(" USD a month");
                        }));
    }

    @Test
    void traces_a_rise_after_a_suspected_leak_to_the_identity_whose_key_it_is() {
        assertThat(opened(AlertType.EXPOSED_KEY_USED)).singleElement().satisfies(used -> {
            assertThat(used.getIdentityId()).isEqualTo("nhi-deploy");
            assertThat(used.getIdentity().getOwner()).isEqualTo("platform-team");
            assertThat(Objects.requireNonNull(used.getCredential()).getFingerprint())
                    .isEqualTo("fp-deploy");
            assertThat(used.getSeverity()).isEqualTo(4);
        });
        assertThat(INSTALLATION.alerts())
                .filteredOn(alert ->
                        alert.getType() == AlertType.EXPOSED_KEY_USED && alert.getState() == EpisodeState.ESCALATED)
                .first()
                .satisfies(risen -> {
                    assertThat(risen.getSeverity()).isEqualTo(5);
                    assertThat(risen.getRelatedTypes()).containsExactly("TOKEN_SPIKE");
                });
    }

    @Test
    void says_of_a_copilot_on_trial_how_much_it_took_and_asks_for_nothing() {
        assertThat(opened(AlertType.BUDGET_SOFT))
                .filteredOn(alert -> alert.getIdentityId().equals("nhi-copilot"))
                .extracting(Alert::getSubject, Alert::getObserved)
                .containsExactly(
                        tuple("trial 50 % of 20,000 tokens", 10_000.0),
                        tuple("trial 80 % of 20,000 tokens", 17_500.0),
                        tuple("trial 100 % of 20,000 tokens", 20_000.0));
        assertThat(opened(AlertType.BUDGET_HARD))
                .extracting(Alert::getIdentityId)
                .doesNotContain("nhi-copilot");
    }

    @Test
    void is_judged_again_as_it_was_judged_to_the_last_field_of_every_alert() {
        long judged = INSTALLATION.alerts().stream()
                .filter(alert -> !Recount.isAboutGroup(alert))
                .count();

        assertThat(judged).isGreaterThan(10);
        assertThat(run("replay", "--compare"))
                .containsExactly(judged + " revisions equal; 0 only live, 0 only replayed, 0 differ.");
        assertThat(run("replay", "--identity", "nhi-reporting", "--json"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"mode\":\"REPLAY\"", "\"nhi-reporting\""));
    }

    @Test
    void is_written_again_to_a_topic_of_its_own_where_every_record_says_that_it_is_a_replay() {
        String topic = INSTALLATION.topics.prefix() + "investigation";

        run("replay", "--to-topic", topic, "--from", "2026-01-09T00:00:00Z");

        assertThat(INSTALLATION.records(topic))
                .isNotEmpty()
                .allSatisfy(written -> assertThat(new String(
                                written.headers().lastHeader("keysurge.mode").value(), StandardCharsets.UTF_8))
                        .isEqualTo("replay"));
    }

    @Test
    void would_have_found_the_same_with_the_same_settings_and_less_with_a_wider_margin() {
        assertThat(run("whatif")).hasSize(2).last().asString().matches("Unchanged: \\d+ episodes\\.");
        assertThat(run("whatif", "--set", "spike.margin=9", "--identity", "nhi-reporting"))
                .anySatisfy(line -> assertThat(line).startsWith("lost ").contains("TOKEN_SPIKE  nhi-reporting"))
                .last()
                .asString()
                .startsWith("What would have been missed: ");
    }

    @Test
    void is_explained_event_by_event_and_comes_out_as_it_was_recorded() {
        Alert spike = opened(AlertType.TOKEN_SPIKE).stream()
                .filter(alert -> alert.getIdentityId().equals("nhi-reporting"))
                .findFirst()
                .orElseThrow();

        assertThat(run("explain", spike.getAlertId().substring(0, 12)))
                .anySatisfy(line -> assertThat(line).contains("ledger").endsWith("TOKEN_SPIKE 4 OPEN"))
                .anySatisfy(line -> assertThat(line)
                        .matches("Applications in the hour before: ledger \\([0-9,]+ tokens in [0-9,]+ calls\\)\\."))
                .last()
                .asString()
                .matches("Reproduced: (\\d+) of \\1 revisions, to the last field\\.");
    }

    private static List<Alert> opened(AlertType type) {
        return INSTALLATION.alerts().stream()
                .filter(alert -> alert.getType() == type && alert.getState() == EpisodeState.OPEN)
                .toList();
    }

    private static boolean isFromTheBadDayOn(UsageEvent event) {
        return !event.getOccurredAt().isBefore(BAD_DAY) && event.getOccurredAt().isBefore(LAST_DAY);
    }

    /** Calls, tokens in, tokens out and cost of each business unit before an instant, counted here. */
    private static Map<String, List<BigDecimal>> spendUntil(Instant end) throws Exception {
        Map<String, IdentityRecord> identities = IdentityFolder.read(IDENTITIES).identities();
        Map<String, List<BigDecimal>> spend = new TreeMap<>();
        for (UsageEvent event : story) {
            if (!event.getOccurredAt().isBefore(end)) {
                continue;
            }
            IdentityRecord identity = identities.get(event.getIdentityId());
            BigDecimal cost = event.getCost() == null ? BigDecimal.ZERO : event.getCost();
            spend.merge(
                    identity == null ? "" : String.valueOf(identity.getBusinessUnit()),
                    amounts(
                            BigDecimal.valueOf(event.getRequestCount()),
                            BigDecimal.valueOf(event.getInputTokens()),
                            BigDecimal.valueOf(event.getOutputTokens()),
                            cost),
                    (left, right) -> amounts(
                            left.get(0).add(right.get(0)),
                            left.get(1).add(right.get(1)),
                            left.get(2).add(right.get(2)),
                            left.get(3).add(right.get(3))));
        }
        return spend;
    }

    /** The same, as the command tells it. */
    private static Map<String, List<BigDecimal>> told() {
        List<String> lines = run("spend", "--by", "business-unit", "--month", "2026-01", "--csv");
        assertThat(lines.get(0)).endsWith(",tokens_without_price,cost_USD");
        Map<String, List<BigDecimal>> told = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            told.put(
                    values[0],
                    amounts(
                            new BigDecimal(values[1]),
                            new BigDecimal(values[2]),
                            new BigDecimal(values[3]),
                            new BigDecimal(values[8])));
        }
        return told;
    }

    private static List<BigDecimal> amounts(BigDecimal... amounts) {
        return Arrays.stream(amounts).map(BigDecimal::stripTrailingZeros).toList();
    }

    private static void load(String name, Predicate<UsageEvent> part) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, story.stream().filter(part).map(RecordJson::write).toList());
        run("load", "--format", "jsonl", "--strict", file.toString());
        INSTALLATION.awaitJudged();
    }

    private static List<String> run(String... arguments) {
        Ran ran = INSTALLATION.run(arguments);
        assertThat(ran.exitCode()).as("%s", ran.err()).isZero();
        return ran.out();
    }
}

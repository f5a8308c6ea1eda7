// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Budget;
import io.keysurge.contract.BudgetScope;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.SharedBudgets;
import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.SharedBudgetRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two detectors")
class SpendIT {

    static {
        Contracts.trust();
    }

    private static final Map<String, String> SETTINGS =
            Map.of("spend.interval.ms", "300", "detector.session.timeout.ms", "6000");

    @TempDir
    private Path directory;

    private final Installation installation = new Installation();

    /**
     * A limit of all that is consumed is reached by the last event alone, and one token more by none: so every event
     * counts, and none twice.
     */
    @Test
    void leave_shared_budgets_used_to_the_token_when_one_of_them_is_killed_at_work() throws Exception {
        List<UsageEvent> lives = Load.lives(12);
        Map<String, Long> tokens = tokensByApplication(lives);
        declare(tokens);

        // Groups are judged behind identities, so what a stop leaves unread would wait for the next start.
        consumeAndKill(
                lives,
                () -> await().atMost(Duration.ofMinutes(1))
                        .until(() -> opened(AlertType.BUDGET_HARD)
                                .map(Alert::getIdentityId)
                                .collect(Collectors.toSet())
                                .containsAll(groups(tokens))));

        List<Alert> hard = opened(AlertType.BUDGET_HARD).toList();
        assertThat(hard).extracting(Alert::getIdentityId).containsExactlyInAnyOrderElementsOf(groups(tokens));
        assertThat(hard).allSatisfy(alert -> assertThat(alert.getSubject()).startsWith("all "));
        assertThat(opened(AlertType.BUDGET_SOFT))
                .extracting(alert ->
                        alert.getIdentityId() + " " + alert.getSubject().split(" ", 3)[1])
                .doesNotHaveDuplicates()
                .hasSize(3 * tokens.size());
    }

    private Stream<Alert> opened(AlertType type) {
        return installation.alerts().stream()
                .filter(alert -> alert.getType() == type && alert.getState() == EpisodeState.OPEN);
    }

    private void declare(Map<String, Long> tokens) {
        try (var publisher = installation.budgetPublisher()) {
            tokens.forEach((application, all) -> publisher.publish(
                    SharedBudgetRules.key(BudgetScope.APPLICATION, application),
                    SharedBudgets.newBuilder()
                            .setScope(BudgetScope.APPLICATION)
                            .setName(application)
                            .setBudgets(List.of(
                                    budget("all", all, List.of(25, 50, 75, 100)),
                                    budget("more", all + 1, List.of(100))))
                            .build(),
                    why -> assertThat(why).isNull()));
            publisher.flush();
        }
    }

    private static Budget budget(String name, long tokens, List<Integer> thresholds) {
        return Budget.newBuilder()
                .setName(name)
                .setUnit("tokens")
                .setLimit(BigDecimal.valueOf(tokens).setScale(9))
                .setPeriod("P366D")
                .setAnchor(LocalDate.now(ZoneOffset.UTC).minusDays(10) + "T00:00")
                .setHard(true)
                .setThresholdsPercent(thresholds)
                .build();
    }

    private static Map<String, Long> tokensByApplication(List<UsageEvent> lives) {
        Set<String> seen = new HashSet<>();
        return lives.stream()
                .filter(event -> seen.add(event.getIdentityId() + " " + event.getEventId()))
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.getApplicationId()),
                        TreeMap::new,
                        Collectors.summingLong(event -> event.getInputTokens() + event.getOutputTokens())));
    }

    private static List<String> groups(Map<String, Long> tokens) {
        return tokens.keySet().stream()
                .map(application -> SharedBudgetRules.key(BudgetScope.APPLICATION, application))
                .toList();
    }

    @Test
    void roll_up_what_a_recount_of_the_usage_topic_finds_when_one_of_them_is_killed_at_work() throws Exception {
        consumeAndKill(Load.lives(12), () -> {});

        Map<String, List<BigInteger>> told = SpendTotals.told(installation);
        assertThat(told).hasSizeGreaterThan(100);
        assertThat(SpendTotals.differences(told, Recount.of(installation).spend()))
                .isEmpty();
    }

    private void consumeAndKill(List<UsageEvent> lives, Runnable beforeTheStop) throws Exception {
        int half = lives.size() / 2;
        try (DetectorProcess first = installation.detector(directory, "first", SETTINGS);
                DetectorProcess second = installation.detector(directory, "second", SETTINGS)) {
            first.awaitReady();
            second.awaitReady();
            Load.publish(installation, lives.subList(0, half));
            Load.awaitCounted(first, 1);
            Load.awaitCounted(second, 1);
            first.kill();
            Load.publish(installation, lives.subList(half, lives.size()));
            installation.awaitJudged();
            SpendTotals.awaitTold(installation, Recount.of(installation).spend());
            beforeTheStop.run();
            assertThat(second.stop()).isZero();
        }
    }
}

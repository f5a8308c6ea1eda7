// SPDX-License-Identifier: Apache-2.0
package io.keysurge.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.Containment;
import io.keysurge.contract.GuardRailCheck;
import io.keysurge.contract.ResponseStep;
import io.keysurge.contract.ReviewRecord;
import io.keysurge.contract.ReviewState;
import io.keysurge.contract.UsageEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What Keysurge is for, to the end: not the alert, but what became of it. Detector and live sink run beside a real broker and
 * registry, and a gateway does what the sink asks for. {@code MissionIT} of stream-app tells more stories, up to the alert.
 * Each story has identities of its own, so all are told at once: they mostly wait.
 */
@DisplayName("A house with a live sink")
@Execution(ExecutionMode.CONCURRENT)
class ToTheEndIT {

    private static final Path IDENTITIES =
            Path.of("src/test/resources/mission/identities.yaml").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofMillis(10);
    private static final int TOKENS_OF_A_CALL = 2_000;
    private static final Pattern HOLDING = Pattern.compile("(\\d+) records in \\d+ chains: all hold");
    private static final String LEAK = "https://git.example/acme/app/blob/1f/.env";

    @TempDir
    private static Path directory;

    private static Gateway gateway;
    private static LaunchedHouse house;

    @BeforeAll
    static void begin() throws Exception {
        gateway = new Gateway();
        house = LaunchedHouse.up(
                directory.resolve("home"),
                Map.of(
                        "spend.interval.ms",
                        "300",
                        "sink.mode",
                        "live",
                        "sink.quiet.ms",
                        "500",
                        // Of a handful of identities each story acts on another one.
                        "sink.blast.radius.percent",
                        "100",
                        "sink.webhook.url",
                        gateway.url(),
                        "sink.webhook.secret",
                        Gateway.SECRET,
                        "sink.webhook.allow.private",
                        "true",
                        "sink.webhook.retry.waits.ms",
                        "0,200,200"));
        house.must("identities", "apply", IDENTITIES.toString());
        house.awaitRegistered();
    }

    @AfterAll
    static void end() {
        if (house != null) {
            house.close();
        }
        gateway.close();
    }

    @Test
    void stops_a_runaway_workflow_at_its_own_budget_and_leaves_the_month_to_the_others() throws Exception {
        long month = 10_000_000;

        long used = callUntilStopped(call("nhi-crawler", "crawl", "production"), month);

        ActionRecord throttle = awaitContained("nhi-crawler", ResponseStep.THROTTLE);
        assertThat(asked(throttle)).satisfies(hard -> {
            assertThat(hard.getType()).isEqualTo(AlertType.BUDGET_HARD);
            assertThat(hard.getObserved()).isBetween(1_000_000.0, 1_000_000.0 + TOKENS_OF_A_CALL);
        });
        assertThat(used).isGreaterThanOrEqualTo(1_000_000).isLessThan(month);
        assertThat(gateway.steps("nhi-crawler")).containsExactly(ResponseStep.THROTTLE);
        // What the business unit has is counted, and most of it is left.
        awaitOpened(AlertType.BUDGET_SOFT, "monthly 5 % of 10,000,000 tokens");
        assertThat(house.alerts())
                .filteredOn(alert -> alert.getType() == AlertType.BUDGET_HARD)
                .extracting(Alert::getIdentityId)
                .doesNotContain("business_unit:search");
    }

    @Test
    void traces_a_leak_to_an_identity_whose_key_is_revoked_and_sees_who_uses_it_still() throws Exception {
        UsageEvent deploy = call("nhi-deploy", "release", "production");
        deploy.setCredentialFingerprint("fp-deploy");
        house.use(List.of(deploy));
        assertThat(house.must(
                        "expose",
                        "fp-deploy",
                        "--where",
                        LEAK,
                        "--found",
                        Instant.now().toString()))
                .contains(" of nhi-deploy");

        callUntilStopped(deploy, 1_000_000);

        ActionRecord suspension = awaitContained("nhi-deploy", ResponseStep.SUSPEND);
        assertThat(asked(suspension)).satisfies(used -> {
            assertThat(used.getType()).isEqualTo(AlertType.EXPOSED_KEY_USED);
            assertThat(used.getIdentity().getOwner()).isEqualTo("platform-team");
        });
        assertThat(suspension.getCredentialFingerprint()).isEqualTo("fp-deploy");
        assertThat(suspension.getGuardRails()).isNotEmpty().allMatch(GuardRailCheck::getPassed);

        ActionRecord revocation = revokeByTwo();

        Instant late = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        house.use(List.of(at(late, deploy)));
        Alert outlived = awaitOpened(AlertType.USE_AFTER_REVOCATION, revocation.getActionId());
        assertThat(outlived.getIdentityId()).isEqualTo("nhi-deploy");
        assertThat(outlived.getSeverity()).isEqualTo(5);
        assertThat(outlived.getObserved()).isEqualTo(seconds(effectiveAt(revocation), late));
        awaitLedger(ledger -> assertThat(ledger)
                .filteredOn(action ->
                        action.getAlertId().equals(outlived.getAlertId()) && action.getStep() == ResponseStep.SUSPEND)
                .extracting(ActionRecord::getState)
                .containsExactly(ActionState.PROPOSED));
        int told = house.ledger().size();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(audited()).isGreaterThanOrEqualTo(told));
    }

    @Test
    void keeps_a_copilot_on_trial_from_what_production_spends_and_has_a_person_look_at_it() throws Exception {
        UsageEvent trial = call("nhi-copilot", "copilot", "test");
        house.use(hourly(30, 10_000, call("nhi-helpdesk", "copilot", "production")));
        house.awaitJudged();
        house.use(hourly(24, 6_000, trial));

        Alert mismatch = awaitOpened(AlertType.ENVIRONMENT_MISMATCH, "test");
        assertThat(mismatch.getIdentityId()).isEqualTo("application:copilot");
        assertThat(mismatch.getAffectedIdentities()).containsExactly("nhi-copilot");
        assertThat(mismatch.getObserved()).isBetween(50.0, 70.0);

        long month = 30 * 24 * 10_000L;
        long used = callUntilStopped(trial, month);

        assertThat(asked(awaitContained("nhi-copilot", ResponseStep.THROTTLE)).getType())
                .isEqualTo(AlertType.BUDGET_HARD);
        assertThat(used).isLessThan(month);
        assertThat(gateway.steps("nhi-copilot")).containsExactly(ResponseStep.THROTTLE);

        String review = mismatch.getAlertId();
        assertThat(house.must("reviews", "list")).contains(review + "  ENVIRONMENT_MISMATCH  application:copilot");
        house.must("reviews", "close", review, "--as", "ada", "--because", "the trial has a budget now");
        assertThat(house.must("reviews", "list")).doesNotContain(review);
        assertThat(house.reviews())
                .filteredOn(record -> record.getReviewId().equals(review))
                .last()
                .extracting(ReviewRecord::getState, ReviewRecord::getClosedBy)
                .containsExactly(ReviewState.CLOSED, "ada");
    }

    /** One person asks for it, and cannot agree with herself; another one can. */
    private static ActionRecord revokeByTwo() {
        assertThat(house.must(
                        "contain", "nhi-deploy", "--step", "revoke", "--as", "ada", "--reason", "seen in " + LEAK))
                .contains("Approvals that are missing: 1");
        assertThat(gateway.steps("nhi-deploy")).containsExactly(ResponseStep.SUSPEND);
        String id = house.ledger().stream()
                .filter(action -> action.getStep() == ResponseStep.REVOKE)
                .findFirst()
                .orElseThrow()
                .getActionId();
        assertThat(house.run("actions", "approve", id, "--as", "ada", "--reason", "sure")
                        .exitCode())
                .isEqualTo(1);
        assertThat(house.must("actions", "approve", id, "--as", "ben", "--reason", "the owner knows"))
                .contains("EXECUTED");
        assertThat(gateway.steps("nhi-deploy")).containsExactly(ResponseStep.SUSPEND, ResponseStep.REVOKE);
        return awaitContained("nhi-deploy", ResponseStep.REVOKE);
    }

    /** How many records the audit chain holds, which is whole. */
    private static int audited() {
        String verdict = house.must("audit", "verify");
        Matcher counted = HOLDING.matcher(verdict);
        assertThat(counted.find()).as(verdict).isTrue();
        return Integer.parseInt(counted.group(1));
    }

    /** Calls as long as the gateway lets it, but not for more than so many tokens; returns what was used. */
    private static long callUntilStopped(UsageEvent call, long most) throws InterruptedException {
        long used = 0;
        try (LaunchedHouse.Meter meter = house.meter()) {
            while (used < most && !gateway.stops(call.getIdentityId(), CALL)) {
                meter.record(at(Instant.now(), call));
                used += TOKENS_OF_A_CALL;
            }
        }
        return used;
    }

    /** The same number of tokens in each of the last full hours. */
    private static List<UsageEvent> hourly(int hours, int tokens, UsageEvent call) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
        return LongStream.rangeClosed(1, hours)
                .mapToObj(back -> UsageEvent.newBuilder(at(end.minus(hours + 1 - back, ChronoUnit.HOURS), call))
                        .setInputTokens(tokens)
                        .build())
                .toList();
    }

    private static UsageEvent call(String identityId, String application, String environment) {
        return UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setIdentityId(identityId)
                .setApplicationId(application)
                .setEnvironment(environment)
                .setModel("heron")
                .setInputTokens(TOKENS_OF_A_CALL)
                .setOutputTokens(0)
                .build();
    }

    private static UsageEvent at(Instant instant, UsageEvent call) {
        return UsageEvent.newBuilder(call)
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(instant.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /** The newest state of the one action of this kind, once the sink has seen that the identity went quiet. */
    private static ActionRecord awaitContained(String identityId, ResponseStep step) {
        return await().atMost(PATIENCE)
                .until(
                        () -> house.ledger().stream()
                                .filter(action -> action.getIdentityId().equals(identityId) && action.getStep() == step)
                                .reduce((older, newer) -> newer)
                                .filter(action -> {
                                    Containment seen = action.getContainment();
                                    return seen != null && seen.getQuiet();
                                }),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static Alert awaitOpened(AlertType type, String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> house.alerts().stream()
                                .filter(alert -> alert.getType() == type && subject.equals(alert.getSubject()))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static void awaitLedger(ThrowingConsumer<List<ActionRecord>> expectation) {
        await().atMost(PATIENCE).untilAsserted(() -> expectation.accept(house.ledger()));
    }

    /** The alert that asked for an action. */
    private static Alert asked(ActionRecord action) {
        return house.alerts().stream()
                .filter(alert -> alert.getAlertId().equals(action.getAlertId()))
                .findFirst()
                .orElseThrow();
    }

    private static Instant effectiveAt(ActionRecord action) {
        return Objects.requireNonNull(action.getEffectiveAt());
    }

    private static double seconds(Instant from, Instant to) {
        return (double) Duration.between(from, to).toMillis() / 1_000;
    }
}

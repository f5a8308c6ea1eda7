// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.keysurge.cli.Ran;
import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ActionState;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.EpisodeState;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.load.RecordPublisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The case command, after an incident that a real detector alerted of")
class CaseIT {

    static {
        Contracts.trust();
    }

    private static final Installation INSTALLATION = new Installation();
    private static final ShortLife LIFE = new ShortLife("nhi-<script>alert(1)</script>");

    @TempDir
    private static Path directory;

    private static Alert spike = new Alert();

    @BeforeAll
    static void live_through_an_incident() throws Exception {
        try (DetectorProcess detector =
                INSTALLATION.detector(directory, "detector").awaitReady()) {
            Load.publish(INSTALLATION, LIFE.usual());
            INSTALLATION.awaitJudged();
            Load.publish(INSTALLATION, LIFE.surge());
            INSTALLATION.awaitJudged();
            run("expose", ShortLife.CREDENTIAL, "--where", "https://git.example/acme", "--identity", LIFE.identity());
            INSTALLATION.awaitRegistered();
            assertThat(detector.stop()).isZero();
        }
        spike = INSTALLATION.alerts().stream()
                .filter(alert -> alert.getType() == AlertType.TOKEN_SPIKE && alert.getState() == EpisodeState.OPEN)
                .findFirst()
                .orElseThrow();
        respond();
    }

    @AfterAll
    static void keep_nothing() {
        spike = new Alert();
    }

    @Test
    void tells_the_alert_its_revisions_the_other_alerts_and_the_exposure_in_order() {
        List<String> told = run("case", spike.getAlertId().substring(0, 12));

        assertThat(told.get(0))
                .isEqualTo(
                        "# Case " + spike.getAlertId() + ": TOKEN_SPIKE on nhi-&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(told).noneMatch(line -> line.contains("<script"));
        List<String> rows = told.stream().filter(line -> line.startsWith("| 2")).toList();
        assertThat(rows).isSorted();
        assertThat(rows).anyMatch(row -> row.contains("first event of the judged window"));
        assertThat(rows).anyMatch(row -> row.contains("TOKEN\\_SPIKE opened") || row.contains("TOKEN_SPIKE opened"));
        assertThat(rows).anyMatch(row -> row.contains("EXPOSED_KEY_USED opened"));
        assertThat(rows).anyMatch(row -> row.contains("credential found exposed"));
        assertThat(rows).anyMatch(row -> row.contains("SUSPEND through keycloak: EXECUTING"));
        assertThat(rows).anyMatch(row -> row.contains("SUSPEND through keycloak: VERIFIED"));
        assertThat(rows).anyMatch(row -> row.contains("audit: LIVE PROPOSED SUSPEND"));
        assertThat(rows).noneMatch(row -> row.contains("audit: LIVE EXECUTING"));
        assertThat(rows).anyMatch(row -> row.contains("labelled true by ada") && row.contains("stolen"));
    }

    @Test
    void has_the_times_of_a_post_mortem_with_what_was_consumed_before_and_after_each() throws Exception {
        JsonNode finding = new JsonMapper()
                .readTree(run("case", spike.getAlertId(), "--format", "ocsf").get(0));

        JsonNode milestones = finding.path("unmapped").path("keysurge.milestones");
        assertThat(milestones)
                .extracting(milestone -> milestone.path("name").asText())
                .containsExactly(
                        "first bad event",
                        "alert raised, event time",
                        "alert raised, append time",
                        "decision to protect",
                        "target said yes",
                        "seen to hold");
        JsonNode raised = milestones.get(1);
        assertThat(raised.path("time").asLong()).isEqualTo(spike.getRaisedAt().toEpochMilli());
        Instant first = Instant.ofEpochMilli(milestones.get(0).path("time").asLong());
        assertThat(raised.path("before").path("tokens").asLong())
                .isEqualTo(LIFE.tokens(first, spike.getRaisedAt()))
                .isPositive();
        assertThat(raised.path("before").path("tokens").asLong()
                        + raised.path("after").path("tokens").asLong())
                .isEqualTo(LIFE.tokens(first, Instant.MAX));
        assertThat(milestones.get(5).path("after").path("tokens").asLong()).isZero();
        assertThat(finding.path("unmapped").path("keysurge.time_to_verify_ms").asLong())
                .isEqualTo(30_000);
        assertThat(finding.path("unmapped").path("keysurge.time_to_detect_ms").asLong())
                .isNotNegative();
    }

    @Test
    void is_an_ocsf_detection_finding_with_related_events_and_the_verdict_of_people() throws Exception {
        JsonNode finding = new JsonMapper()
                .readTree(run("case", spike.getAlertId(), "--format", "ocsf").get(0));

        assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(finding.path("finding_info").path("uid").asText()).isEqualTo(spike.getAlertId());
        assertThat(finding.path("finding_info").path("related_events"))
                .extracting(event -> event.path("title").asText())
                .contains("EXPOSED_KEY_USED on " + LIFE.identity());
        assertThat(finding.path("verdict_id").asInt()).isEqualTo(2);
        assertThat(finding.path("metadata").path("profiles").get(0).asText()).isEqualTo("incident");
    }

    @Test
    void is_one_html_file_in_which_an_identity_called_script_is_harmless() throws Exception {
        Path page = directory.resolve("case.html");

        assertThat(run("case", spike.getAlertId(), "--format", "html", "--out", page.toString()))
                .isEmpty();

        assertThat(Files.readString(page))
                .contains("Content-Security-Policy")
                .contains("nhi-&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script")
                .doesNotContain("src=", "href=");
    }

    @Test
    void does_not_guess_which_alert_is_meant() {
        Ran unknown = INSTALLATION.run("case", "0123456789abcdef");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err().get(0)).startsWith("0123456789abcdef: no such alert (expected:");
    }

    /** What the sink, and a person, would write. */
    private static void respond() {
        Instant decided = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        EventReference gone =
                new EventReference(null, INSTALLATION.topics.actions().name(), 0, 999_999L);
        try (var actions = INSTALLATION.actionPublisher();
                var audits = new RecordPublisher<AuditRecord>(
                        AuditRecord.class,
                        INSTALLATION.clientSettings(),
                        INSTALLATION.topics.audit().name())) {
            publish(actions, state(ActionState.EXECUTING, decided, decided.plusSeconds(1)));
            publish(actions, state(ActionState.EXECUTED, decided, decided.plusSeconds(10)));
            publish(actions, state(ActionState.VERIFIED, decided, decided.plusSeconds(40)));
            actions.flush();
            // The chain tells every state; the ledger itself forgot the first one.
            audits.publish("chain", audit("LIVE PROPOSED SUSPEND", gone, decided), new Installation.MustArrive());
            audits.publish("chain", audit("LIVE EXECUTING SUSPEND", written(), decided), new Installation.MustArrive());
            audits.flush();
        }
        run("label", spike.getAlertId(), "true", "--by", "ada", "--note", "stolen");
    }

    /** Where the ledger's first state of the action is. */
    private static EventReference written() {
        var first = INSTALLATION.records(INSTALLATION.topics.actions().name()).get(0);
        return new EventReference(null, first.topic(), first.partition(), first.offset());
    }

    private static void publish(RecordPublisher<ActionRecord> actions, ActionRecord action) {
        actions.publish(action.getActionId(), action, new Installation.MustArrive());
        actions.flush();
    }

    private static ActionRecord state(ActionState state, Instant decided, Instant at) {
        return ActionRecord.newBuilder()
                .setActionId("action-1")
                .setAlertId(spike.getAlertId())
                .setCaseId(spike.getAlertId())
                .setAlertRevision(1)
                .setAlertType(AlertType.TOKEN_SPIKE)
                .setSeverity(5)
                .setIdentityId(LIFE.identity())
                .setStep(ResponseStep.SUSPEND)
                .setConnector("keycloak")
                .setMode(ActionMode.LIVE)
                .setState(state)
                .setPlan("suspend it")
                .setReason("the alert is grave")
                .setEffectiveAt(state == ActionState.EXECUTING ? null : decided.plusSeconds(10))
                .setConfigurationHash("0123456789abcdef")
                .setProposedAt(decided)
                .setUpdatedAt(at)
                .build();
    }

    private static AuditRecord audit(String decision, EventReference evidence, Instant at) {
        return AuditRecord.newBuilder()
                .setChainId("chain")
                .setSequence(1)
                .setRecordedAt(at)
                .setActor("alert-sink")
                .setDecision(decision)
                .setReason("because")
                .setAlertId(spike.getAlertId())
                .setActionId("action-1")
                .setIdentityId(LIFE.identity())
                .setConfigurationHash("0123456789abcdef")
                .setEvidence(List.of(evidence))
                .setPreviousHash("0".repeat(64))
                .setHash("1".repeat(64))
                .build();
    }

    private static List<String> run(String... arguments) {
        Ran ran = INSTALLATION.run(arguments);
        assertThat(ran.exitCode()).as("%s", ran.err()).isZero();
        return ran.out();
    }
}

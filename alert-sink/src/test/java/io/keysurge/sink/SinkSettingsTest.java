// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.AlertType;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.InvalidSettingsException;
import io.keysurge.runtime.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The sink's settings")
class SinkSettingsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Map<String, String> WEBHOOK =
            Map.of("sink.webhook.url", "https://hooks.example/x", "sink.webhook.secret", SECRET);

    @Nested
    @DisplayName("as they come")
    class Defaults {
        private final SinkPlan plan = plan(Map.of());

        @Test
        void call_nobody() {
            assertThat(plan.isLive()).isFalse();
            assertThat(plan.webhook()).isEmpty();
            assertThat(plan.policy().rest().mode()).isEqualTo(ActionMode.DRY_RUN);
        }

        @Test
        void leave_an_alert_alone_after_a_quarter_of_an_hour() {
            assertThat(plan.policy().maxActionAge()).isEqualTo(Duration.ofMinutes(15));
        }

        @Test
        void retry_as_standard_webhooks_recommends() {
            assertThat(plan.retryWaits())
                    .startsWith(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5))
                    .endsWith(Duration.ofHours(24))
                    .hasSize(10);
        }

        @Test
        void share_one_group_and_no_transactional_id() {
            assertThat(plan.groupId()).isEqualTo("keysurge.alert-sink");
            assertThat(plan.transactionalId())
                    .startsWith("keysurge.alert-sink-")
                    .isNotEqualTo(plan(Map.of()).transactionalId());
        }
    }

    @Test
    void go_live_only_with_the_mode_and_a_webhook() {
        assertThat(plan(with(WEBHOOK, "sink.mode", "live")).isLive()).isTrue();
        assertThat(plan(Map.of("sink.mode", "live")).isLive()).isFalse();
        assertThat(plan(WEBHOOK).isLive()).isFalse();
        assertThat(plan(with(with(WEBHOOK, "sink.mode", "live"), "sink.webhook.mode", "dry-run"))
                        .isLive())
                .isFalse();
    }

    @Test
    void keep_alert_types_in_dry_run_and_identities_untouched() {
        var policy = plan(with(
                        with(with(WEBHOOK, "sink.mode", "live"), "sink.dry.run.alert.types", "TOKEN_SPIKE,RAMP"),
                        "sink.never.auto.act.identities",
                        "nhi-1,nhi-2"))
                .policy();

        Route live = policy.rest().in(ActionMode.LIVE);
        assertThat(policy.mode(AlertType.RAMP, live)).isEqualTo(ActionMode.DRY_RUN);
        assertThat(policy.mode(AlertType.NEW_MODEL, live)).isEqualTo(ActionMode.LIVE);
        assertThat(policy.neverAutoAct()).containsExactlyInAnyOrder("nhi-1", "nhi-2");
    }

    @Test
    void hash_alike_wherever_they_are_in_force_and_differently_when_they_decide_differently() {
        String hash = plan(WEBHOOK).configurationHash();

        assertThat(plan(with(with(WEBHOOK, "sink.http.port", "0"), "sink.instance.id", "b"))
                        .configurationHash())
                .isEqualTo(hash);
        assertThat(plan(with(WEBHOOK, "sink.blast.radius.identities", "6")).configurationHash())
                .isNotEqualTo(hash);
    }

    @Test
    void refuse_a_webhook_without_a_secret() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> plan(Map.of("sink.webhook.url", "https://hooks.example/x")))
                .withMessageContaining("sink.webhook.secret: not set");
    }

    @Test
    void list_every_mistake_and_repeat_no_secret() {
        Map<String, String> wrong = Map.of(
                "sink.mode", "lively",
                "sink.webhook.url", "http://hooks.example/x",
                "sink.webhook.secret", "whsec_tooshort",
                "sink.dry.run.alert.types", "SPIKE",
                "sink.webhook.retry.waits.ms", "5,-1");

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> plan(wrong))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(wrong.size()))
                .withMessageNotContaining("tooshort");
    }

    @Test
    void are_printed_with_their_origin_and_without_secrets(@TempDir Path directory) {
        StringWriter out = new StringWriter();
        CommandLine command = AlertSink.commandLine(
                        new AlertSink(Map.of("KEYSURGE_SINK_WEBHOOK_SECRET", SECRET), directory))
                .setOut(new PrintWriter(out));

        int exit = command.execute(
                "--set", "sink.mode=live", "--set", "sink.webhook.url=https://hooks.example/x", "--print-config");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("sink.mode=live")
                .contains("sink.webhook.secret=(hidden)")
                .doesNotContain(SECRET);
    }

    @Test
    void that_are_wrong_end_the_process_with_the_reason(@TempDir Path directory) {
        StringWriter err = new StringWriter();
        CommandLine command =
                AlertSink.commandLine(new AlertSink(Map.of(), directory)).setErr(new PrintWriter(err));

        assertThat(command.execute("--set", "sink.mode=lively")).isEqualTo(2);
        assertThat(err.toString()).contains("sink.mode").contains("dry-run");
    }

    private static SinkPlan plan(Map<String, String> flags) {
        return SinkPlan.of(Settings.of(SinkSettings.definition(), flags));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return more;
    }
}

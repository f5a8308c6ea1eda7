// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.UsageEvent;
import io.keysurge.usage.RefusalReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A usage reporter whose broker is away")
class UsageReporterTest {

    private static final String KEY = "sk-proj-0123456789abcdef";
    /** Nobody listens there: port 1 takes privileges that no test has a use for. */
    private static final ReporterSettings SETTINGS = ReporterSettings.of(
            "billing-gateway",
            "1.4.2",
            Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1"));

    private final List<Lost> losses = new CopyOnWriteArrayList<>();
    private UsageReporter reporter = start(SETTINGS);

    @AfterEach
    void close() {
        reporter.close(Duration.ZERO);
    }

    @Test
    void accepts_what_fits_and_drops_the_newest_when_full() {
        restart(SETTINGS.withBuffer(2, 1 << 20));

        assertThat(reporter.report(Reported.event("a", 1))).isTrue();
        assertThat(reporter.report(Reported.event("b", 2))).isTrue();
        assertThat(reporter.report(Reported.event("c", 3))).isFalse();

        assertThat(losses).extracting(Lost::loss, Lost::id).containsExactly(tuple(Loss.BUFFER_FULL, "c"));
        assertThat(reporter.counts().pending()).isEqualTo(2);
        assertThat(reporter.counts().full()).isEqualTo(1);
    }

    @Test
    void is_bounded_in_bytes_as_well() {
        restart(SETTINGS.withBuffer(1_000, 256 * 1024));
        var large = "x".repeat(200 * 1024);

        assertThat(reporter.report(Reported.call(1).setConversationId(large))).isTrue();
        assertThat(reporter.report(Reported.call(2).setConversationId(large))).isFalse();

        assertThat(reporter.counts().pendingBytes()).isBetween(200L * 1024, 256L * 1024);
        assertThat(reporter.counts().full()).isEqualTo(1);
    }

    @Test
    void gives_up_at_its_end_what_it_could_not_deliver_and_tells() {
        reporter.report(Reported.event("a", 1));
        reporter.report(Reported.event("b", 2));

        assertThat(reporter.close(Duration.ZERO)).isFalse();

        assertThat(losses)
                .extracting(Lost::loss, Lost::id)
                .containsExactly(tuple(Loss.DELIVERY_FAILED, "a"), tuple(Loss.DELIVERY_FAILED, "b"));
        assertThat(reporter.counts().failed()).isEqualTo(2);
        assertThat(reporter.counts().pending()).isZero();
    }

    @Test
    void accepts_nothing_after_its_end() {
        reporter.close(Duration.ZERO);

        assertThat(reporter.report(Reported.event("late", 1))).isFalse();

        assertThat(losses).extracting(Lost::loss).containsExactly(Loss.CLOSED);
        assertThat(reporter.counts().closed()).isEqualTo(1);
        assertThat(reporter.close(Duration.ZERO)).isTrue();
    }

    @Test
    void refuses_a_raw_key_and_does_not_hand_it_on() {
        var event = Reported.event("a", 1);
        event.setCredentialFingerprint(KEY);
        event.setAttributes(Map.of("header", "Bearer " + KEY));

        assertThat(reporter.report(event)).isFalse();

        assertThat(reporter.counts().refusals()).containsExactly(Map.entry(RefusalReason.RAW_CREDENTIAL, 1L));
        assertThat(losses).singleElement().satisfies(lost -> {
            assertThat(lost.loss()).isEqualTo(Loss.REFUSED);
            assertThat(lost.why()).startsWith("credential_fingerprint: ").doesNotContain(KEY);
            assertThat(lost.event().toString())
                    .doesNotContain("0123456789abcdef")
                    .contains("(hidden)");
        });
        assertThat(event.getCredentialFingerprint()).as("the caller's own").isEqualTo(KEY);
    }

    @Test
    void refuses_by_the_rules_of_the_detector() {
        refuses(event -> event.setInputTokens(-1), RefusalReason.NEGATIVE_COUNT, "input_tokens");
        refuses(event -> event.setIdentityId(""), RefusalReason.INVALID_IDENTITY, "identity_id");
        refuses(event -> event.setOccurredAt(Instant.EPOCH), RefusalReason.OCCURRED_TOO_EARLY, "occurred_at");
        refuses(event -> event.setConversationId("x".repeat(300_000)), RefusalReason.OVERSIZED, "value");
    }

    @Test
    void refuses_what_does_not_fit_the_contract_instead_of_throwing() {
        refuses(event -> event.put(2, null), RefusalReason.CORRUPT_PAYLOAD, "identity_id");
        refuses(event -> event.put(1, null), RefusalReason.CORRUPT_PAYLOAD, "occurred_at");
        refuses(
                event -> event.put(event.getSchema().getField("attributes").pos(), null),
                RefusalReason.CORRUPT_PAYLOAD,
                "");
        refuses(
                event -> {
                    event.setCost(new BigDecimal("0.0000000001"));
                    event.setCurrency("USD");
                },
                RefusalReason.INVALID_COST,
                "cost");
        assertThat(reporter.report(UsageEvent.newBuilder())).isFalse();
        assertThat(reporter.counts().accepted()).isZero();
    }

    @Test
    void survives_a_listener_that_throws() {
        reporter.close(Duration.ZERO);
        reporter = UsageReporter.start(SETTINGS, (loss, event, why) -> {
            throw new IllegalStateException("of no use");
        });

        assertThat(reporter.report(Reported.call(-1))).isFalse();

        assertThat(reporter.counts().refused()).isEqualTo(1);
    }

    @Test
    void shows_its_counters_as_metrics() {
        restart(SETTINGS.withBuffer(1, 1 << 20));
        var registry = new SimpleMeterRegistry();
        reporter.bindTo(registry);

        reporter.report(Reported.call(1));
        reporter.report(Reported.call(2));
        reporter.report(Reported.call(-3));

        assertThat(registry.get("keysurge.reporter.pending").gauge().value()).isEqualTo(1);
        assertThat(outcome(registry, "buffer_full")).isEqualTo(1);
        assertThat(outcome(registry, "refused")).isEqualTo(1);
        assertThat(outcome(registry, "delivered")).isZero();
    }

    @Test
    void balances_its_books() {
        restart(SETTINGS.withBuffer(3, 1 << 20));
        for (int tokens = -2; tokens < 8; tokens++) {
            reporter.report(Reported.call(tokens));
        }
        reporter.close(Duration.ZERO);
        reporter.report(Reported.call(1));

        ReporterCounts counts = reporter.counts();
        assertThat(counts.reported()).isEqualTo(11);
        assertThat(counts.refused()).isEqualTo(2);
        assertThat(counts.accepted()).isEqualTo(3).isEqualTo(counts.failed());
        assertThat(counts.full()).isEqualTo(5);
        assertThat(counts.closed()).isEqualTo(1);
        assertThat(counts.lost()).isEqualTo(11).isEqualTo(losses.size());
    }

    @Test
    void says_at_once_when_a_setting_is_wrong_and_shows_none_of_the_others() {
        var wrong = ReporterSettings.of(
                "p", "1", Map.of("bootstrap.servers", "not an address", "sasl.jaas.config", "password=hunter2"));
        assertThatThrownBy(() -> UsageReporter.start(wrong)).isInstanceOf(ConfigException.class);
        assertThat(wrong.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> SETTINGS.withBuffer(0, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mostEvents: 0 (expected: >= 1)");
    }

    private void refuses(Consumer<UsageEvent> spoil, RefusalReason reason, String field) {
        var event = Reported.event("a", 1);
        spoil.accept(event);
        long before = reporter.counts().refusals().getOrDefault(reason, 0L);

        assertThat(reporter.report(event)).isFalse();

        assertThat(reporter.counts().refusals()).containsEntry(reason, before + 1);
        assertThat(losses.get(losses.size() - 1).why()).startsWith(field);
    }

    private static double outcome(SimpleMeterRegistry registry, String outcome) {
        return registry.get("keysurge.reporter.events")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private void restart(ReporterSettings settings) {
        reporter.close(Duration.ZERO);
        losses.clear();
        reporter = start(settings);
    }

    private UsageReporter start(ReporterSettings settings) {
        return UsageReporter.start(settings, (loss, event, why) -> losses.add(new Lost(loss, event, why)));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private record Lost(Loss loss, UsageEvent event, String why) {
        String id() {
            return event.getEventId();
        }
    }
}

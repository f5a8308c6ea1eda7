// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Drift between the registry and usage")
class DriftTest {

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    private final Drift drift = new Drift(Map.of(
            "declares",
            IdentityRecord.newBuilder()
                    .setIdentityId("declares")
                    .setDeclaredModels(List.of("used", "never"))
                    .setDeclaredApplications(List.of("checkout"))
                    .build(),
            "silent",
            IdentityRecord.newBuilder().setIdentityId("silent").build(),
            "plain",
            IdentityRecord.newBuilder().setIdentityId("plain").build()));

    @Test
    void is_who_is_unknown_who_is_silent_and_who_uses_other_names_than_declared() {
        drift.add(event("stranger", "m", "a"));
        drift.add(event("stranger", "m", "a"));
        drift.add(event("declares", "used", "checkout"));
        drift.add(event("declares", "another", "checkout"));
        drift.add(event("plain", "any", "any"));

        assertThat(drift.unregistered()).isEqualTo(Map.of("stranger", new Drift.Traffic(2, 24)));
        assertThat(drift.silent()).containsExactly("silent");
        assertThat(drift.names())
                .isEqualTo(Map.of("declares", Map.of("models", new Drift.Names(Set.of("never"), Set.of("another")))));
        assertThat(drift.isNone()).isFalse();
    }

    @Test
    void is_none_where_both_tell_the_same() {
        Drift none = new Drift(Map.of(
                "plain", IdentityRecord.newBuilder().setIdentityId("plain").build()));
        none.add(event("plain", "any", "any"));

        assertThat(none.isNone()).isTrue();
    }

    @Test
    void is_bounded_whatever_an_attacker_sends() {
        for (int i = 0; i < Drift.MOST_STRANGERS + 500; i++) {
            drift.add(event("stranger-" + i, "m", "a"));
            drift.add(event("declares", "model-" + i, "checkout"));
        }

        assertThat(drift.unregistered()).hasSize(Drift.MOST_STRANGERS);
        assertThat(drift.eventsOfMore()).isEqualTo(500);
        assertThat(drift.names().get("declares").get("models").undeclared())
                .hasSizeLessThanOrEqualTo(Drift.MOST_NAMES + 2);
    }

    private static UsageEvent event(String id, String model, String application) {
        return UsageEvent.newBuilder()
                .setEventId("e")
                .setOccurredAt(Instant.parse("2026-05-04T10:00:00Z"))
                .setIdentityId(id)
                .setModel(model)
                .setApplicationId(application)
                .setInputTokens(7)
                .setOutputTokens(5)
                .build();
    }
}

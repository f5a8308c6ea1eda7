// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What changes from the registry to the files")
class ChangesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @BeforeAll
    static void trust() {
        Contracts.trust();
    }

    @Test
    void is_told_field_by_field() {
        Changes<IdentityRecord> changes = Changes.between(
                Map.of("same", identity("same", "a"), "other", identity("other", "a"), "gone", identity("gone", "a")),
                Map.of("same", identity("same", "a"), "other", identity("other", "b"), "new", identity("new", "a")));

        assertThat(changes.added()).containsOnlyKeys("new");
        assertThat(changes.removed()).containsOnlyKeys("gone");
        assertThat(changes.unchanged()).isEqualTo(1);
        assertThat(changes.changed().get("other").fields()).containsExactly(Map.entry("owner", "\"a\" -> \"b\""));
    }

    @Test
    void does_not_count_from_when_a_record_holds() {
        IdentityRecord earlier = IdentityRecord.newBuilder(identity("one", "a"))
                .setEffectiveFrom(NOW)
                .build();

        assertThat(Changes.between(Map.of("one", earlier), Map.of("one", identity("one", "a")))
                        .isEmpty(true))
                .isTrue();
    }

    @Test
    void is_written_as_it_is_finished_and_removes_only_when_asked() {
        Changes<IdentityRecord> changes =
                Changes.between(Map.of("gone", identity("gone", "a")), Map.of("new", identity("new", "a")));

        assertThat(changes.toWrite(false, after -> identity("new", "finished")))
                .containsExactly(Map.entry("new", Optional.of(identity("new", "finished"))));
        assertThat(changes.toWrite(true, UnaryOperator.identity())).containsEntry("gone", Optional.empty());
        assertThat(List.of(changes.isEmpty(false), changes.isEmpty(true))).containsOnly(false);
    }

    private static IdentityRecord identity(String id, String owner) {
        return IdentityRecord.newBuilder().setIdentityId(id).setOwner(owner).build();
    }
}

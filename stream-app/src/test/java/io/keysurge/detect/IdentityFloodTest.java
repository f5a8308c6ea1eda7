// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.IdentityFlood.Admission;
import io.keysurge.state.PackedState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IDENTITY_FLOOD")
class IdentityFloodTest {

    private static final int ROOM = 50_000;

    private final IdentityFlood judge = new IdentityFlood(SettingsFor.mostIdentities(ROOM));
    private final List<Finding> findings = new ArrayList<>();
    private Flood flood = new Flood();
    private long offset;

    @Test
    void says_nothing_while_a_deployment_begins() {
        appear(MONDAY, 20_000);
        assertThat(findings).isEmpty();
    }

    @Test
    void speaks_with_the_thousandth_new_identity_of_an_hour_where_next_to_none_came_before() {
        appear(MONDAY, 3);
        appear(MONDAY + 4 * DAY, 999);
        assertThat(findings).isEmpty();

        appear(MONDAY + 4 * DAY + 1, 1);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.IDENTITY_FLOOD);
            assertThat(finding.subject()).isEqualTo("usage-0");
            assertThat(finding.stage()).isEqualTo(Stage.OPEN);
            assertThat(finding.severity()).isEqualTo(3);
            assertThat(finding.measure().observed()).isEqualTo(1_000);
            assertThat(finding.explanation())
                    .isEqualTo(
                            "1,000 identities that nobody knew appeared in usage-0 within an hour, where the most was 0,"
                                    + " since 2026-01-09 00:01 UTC.");
        });
    }

    @Test
    void takes_four_times_the_busiest_hour_of_the_days_before_as_usual() {
        appear(MONDAY, 2_000);
        appear(MONDAY + 3 * DAY - HOUR, 2_000);
        appear(MONDAY + 3 * DAY, 7_000);
        assertThat(findings).isEmpty();

        appear(MONDAY + 3 * DAY + 1, 1_000);
        assertThat(findings).hasSize(1);
    }

    @Test
    void is_not_surprised_by_what_is_registered() {
        appear(MONDAY, 3);
        call(MONDAY + 4 * DAY, 5_000, true);
        assertThat(findings).isEmpty();
        assertThat(flood.known()).isEqualTo(5_003);
    }

    @Test
    void leaves_calls_unjudged_for_which_there_is_no_room_and_says_how_many() {
        appear(MONDAY, ROOM);
        assertThat(findings).isEmpty();

        appear(MONDAY + 1, 3);

        assertThat(flood.known()).isEqualTo(ROOM);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(4);
            assertThat(finding.firstOffset()).isEqualTo(ROOM);
            assertThat(finding.explanation())
                    .contains(
                            "50,000 identities is all that may be remembered here, and 1 calls of others with 100 tokens"
                                    + " were not judged");
        });
    }

    @Test
    void speaks_again_only_when_four_times_as_many_are_unjudged() {
        appear(MONDAY, ROOM);
        appear(MONDAY + 2 * HOUR, 1_000);
        assertThat(findings).extracting(Finding::revision).containsExactly(1, 2, 3, 4, 5);
        assertThat(findings)
                .extracting(Finding::alertId)
                .containsOnly(findings.get(0).alertId());
    }

    @Test
    void has_room_for_what_is_registered_in_any_case() {
        appear(MONDAY, ROOM);
        assertThat(call(MONDAY, 1, true)).isTrue();
        assertThat(flood.known()).isEqualTo(ROOM + 1);
    }

    @Test
    void has_room_again_when_others_are_forgotten() {
        appear(MONDAY, ROOM);
        flood.forgot(10);
        assertThat(appear(MONDAY, 10)).isTrue();
        assertThat(appear(MONDAY, 1)).isFalse();
    }

    @Test
    void closes_half_a_day_after_the_last_of_them_and_begins_anew() {
        appear(MONDAY, ROOM + 2);
        appear(MONDAY + DAY, 1);
        assertThat(findings).extracting(Finding::stage).containsExactly(Stage.OPEN, Stage.CLOSED, Stage.OPEN);
        assertThat(findings.get(1).alertId()).isEqualTo(findings.get(0).alertId());
        assertThat(findings.get(2).alertId()).isNotEqualTo(findings.get(0).alertId());
        assertThat(flood.unjudgedCalls()).isEqualTo(1);
    }

    @Test
    void goes_on_from_its_bytes_as_if_nothing_had_happened() {
        appear(MONDAY, ROOM + 5);
        byte[] packed = PackedState.flood(flood);

        flood = PackedState.flood(packed);

        assertThat(PackedState.flood(flood)).isEqualTo(packed);
        assertThat(judge.announceSilence(flood)).singleElement().satisfies(closing -> {
            assertThat(closing.alertId()).isEqualTo(findings.get(0).alertId());
            assertThat(closing.stage()).isEqualTo(Stage.CLOSED);
        });
    }

    private boolean appear(long minute, int count) {
        return call(minute, count, false);
    }

    /** Whether the last was admitted. */
    private boolean call(long minute, int count, boolean registered) {
        boolean admitted = false;
        for (int i = 0; i < count; i++) {
            long at = TimeUnit.MINUTES.toMillis(minute);
            var position = new Position("usage", 0, offset++);
            Admission admission = judge.admit(flood, usage(at, position), at, registered);
            findings.addAll(admission.findings());
            admitted = admission.admitted();
        }
        return admitted;
    }

    private static Usage usage(long at, Position position) {
        String id = "nhi-" + position.offset();
        return new Usage(
                "event-" + position.offset(),
                at,
                id,
                null,
                null,
                null,
                null,
                null,
                null,
                60,
                40,
                0,
                1,
                -1,
                null,
                true,
                Usage.Result.SERVED,
                position);
    }
}

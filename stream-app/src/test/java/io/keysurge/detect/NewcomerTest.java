// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TOKEN_SPIKE of an identity that nobody knows yet")
class NewcomerTest {

    private final Life young = Life.withDefaults().workingDays(0, 2, 1_000);
    private final long wednesdayNoon = MONDAY + 2 * DAY + 12 * HOUR;

    @Test
    void expects_what_nineteen_of_twenty_new_identities_stay_below() {
        young.minutes(wednesdayNoon, 10, (long) Newcomer.BUSIEST_BURST);
        assertThat(young.findings()).isEmpty();

        young.minutes(wednesdayNoon + 10, 2, (long) Newcomer.BUSIEST_BURST * 3 + 1);

        assertThat(young.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.TOKEN_SPIKE);
            assertThat(finding.severity()).isEqualTo(2);
            assertThat(finding.baseline().warming()).isTrue();
            assertThat(finding.spikeThreshold()).isNegative();
        });
    }

    @Test
    void speaks_of_a_burst_beyond_the_prior_at_once() {
        young.minutes(wednesdayNoon, 2, (long) Newcomer.BUSIEST_BURST + 1);
        assertThat(young.findings()).extracting(Finding::severity).containsExactly(2);
    }

    @Test
    void knows_that_a_large_identity_is_large_from_the_start() {
        Life large = Life.withDefaults().workingDays(0, 2, 11_000_000);
        large.minutes(wednesdayNoon, 2, 32_000_000);
        assertThat(large.findings()).isEmpty();
        large.minutes(wednesdayNoon + 2, 2, 34_000_000);
        assertThat(large.findings()).hasSize(1);
    }

    @Test
    void does_not_count_days_of_silence_as_known() {
        young.minutes(MONDAY + 9 * DAY, 10, 1_000_000);
        assertThat(young.findings(AlertKind.TOKEN_SPIKE)).isEmpty();
    }

    @Test
    void explains_what_is_expected_of_new_identities_and_claims_no_use_that_never_was() {
        young.minutes(wednesdayNoon, 2, (long) Newcomer.BUSIEST_BURST + 1);
        assertThat(young.newest().explanation())
                .contains("more than new identities do")
                .doesNotContain("any of its");
    }
}

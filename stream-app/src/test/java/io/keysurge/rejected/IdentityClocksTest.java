// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.contract.Contracts;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.prices.PriceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clocks of identities, for what is to be published again,")
class IdentityClocksTest {

    static {
        Contracts.trust();
    }

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final DetectionSettings SETTINGS = DetectionSettings.DEFAULTS;

    private final IdentityClocks clocks = new IdentityClocks(SETTINGS);

    @Test
    void call_late_what_the_engine_calls_late() {
        Engine engine = new Engine(SETTINGS);
        Profile profile = new Profile();
        Random random = new Random(11);
        int late = 0;
        for (int i = 0; i < 2_000; i++) {
            Admitted event = event(0, "nhi-1", NOON.plusSeconds(i * 20L - random.nextInt(1_500)), i);
            clocks.want(event.usage());
            boolean tooLate = clocks.tooFar(event.usage()) != null;
            Outcome outcome = engine.observe(profile, Identity.unregistered("API_KEY", null), event.usage())
                    .outcome();
            assertThat(tooLate).as("event %d", i).isEqualTo(outcome == Outcome.LATE);
            if (tooLate) {
                late++;
            } else {
                clocks.note(event);
            }
        }
        assertThat(late).isBetween(100, 1_900);
    }

    @Test
    void are_each_identitys_own_in_each_partition() {
        Admitted old = event(1, "nhi-1", NOON, 0);
        clocks.want(old.usage());
        clocks.note(event(1, "nhi-2", NOON.plusSeconds(7_200), 1));
        clocks.note(event(2, "nhi-1", NOON.plusSeconds(7_200), 2));
        assertThat(clocks.tooFar(old.usage())).isNull();

        clocks.note(event(1, "nhi-1", NOON.plusSeconds(7_200), 3));
        assertThat(clocks.tooFar(old.usage())).isEqualTo(NOON.plusSeconds(7_200));
    }

    @Test
    void need_no_usage_that_was_appended_before_anything_could_be_too_late() {
        clocks.want(event(1, "nhi-1", NOON, 0).usage());
        clocks.want(event(1, "nhi-2", NOON.minusSeconds(600), 1).usage());
        assertThat(clocks.since())
                .isEqualTo(Map.of(1, NOON.minusSeconds(600).plus(Duration.ofMinutes(SETTINGS.graceMinutes() - 5))));
    }

    private static Admitted event(int partition, String identityId, Instant at, int number) {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("event-" + number)
                .setOccurredAt(at)
                .setIdentityId(identityId)
                .setInputTokens(1)
                .setOutputTokens(1)
                .build();
        return Admitted.of(event, new Position("usage", partition, number), PriceTable.NONE, new byte[0], new byte[0]);
    }
}

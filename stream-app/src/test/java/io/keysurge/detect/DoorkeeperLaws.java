// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Usage.Result;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A doorkeeper")
class DoorkeeperLaws {

    private static final long START = 1_760_000_000_000L;
    private static final long MINUTE = 60_000;

    @Property(tries = 40)
    @Label("says of every event what the engine says, through silences and forgetting")
    void agreesWithTheEngine(@ForAll long seed) {
        Random random = new Random(seed);
        Engine engine = new Engine(DetectionSettings.DEFAULTS);
        Profile profile = new Profile();
        Doorkeeper doorkeeper = new Doorkeeper();
        long now = START;
        Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < 600; i++) {
            now += random.nextInt(100) == 0 ? random.nextInt(250) * 1_440L * MINUTE : random.nextInt(90_000);
            long at = now - (random.nextInt(4) == 0 ? random.nextInt(25) * MINUTE : 0);
            Usage usage = usage("event-" + (random.nextInt(5) == 0 ? random.nextInt(i + 1) : i), at, i);
            Outcome outcome = doorkeeper.admit(usage, DetectionSettings.DEFAULTS);
            assertThat(outcome)
                    .isEqualTo(engine.observe(profile, Identity.unregistered("API_KEY", null), usage)
                            .outcome());
            seen.add(outcome);
        }
        assertThat(seen).containsExactlyInAnyOrder(Outcome.values());
    }

    private static Usage usage(String eventId, long at, long offset) {
        return new Usage(
                eventId,
                at,
                "nhi-1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                100,
                10,
                0,
                1,
                -1,
                null,
                true,
                Result.SERVED,
                new Position("usage", 0, offset));
    }
}

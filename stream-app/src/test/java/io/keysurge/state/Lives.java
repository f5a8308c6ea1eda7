// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Identity;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.detect.Tuning;
import io.keysurge.detect.Usage;
import io.keysurge.detect.Usage.Result;
import io.keysurge.translate.IdentityFacts;
import java.util.List;

/** Small changes to profiles, for tests of where they are kept. */
final class Lives {

    private static final long MONDAY = 29_459_520L;
    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);

    private Lives() {}

    /** One more event of an identity; each number is another event, a minute later. A few dozen use every name there is. */
    static void live(Profile profile, String identityId, int number) {
        ENGINE.observe(profile, Identity.UNREGISTERED, usage(identityId, number));
    }

    static IdentityFacts owned(String owner) {
        return new IdentityFacts(
                true,
                IdentityKind.AGENT,
                owner,
                null,
                "production",
                Criticality.HIGH,
                List.of(),
                null,
                false,
                List.of("chat"),
                List.of(),
                List.of(),
                List.of(),
                Tuning.NONE,
                List.of());
    }

    private static Usage usage(String identityId, int number) {
        return new Usage(
                "event-" + number,
                (MONDAY + number) * 60_000,
                identityId,
                "fp-1",
                "app-" + number % 40,
                null,
                "model-" + number % 9,
                "198.51.100." + number % 12,
                "eu-west-1",
                1_000 + number,
                10,
                0,
                1,
                2_000,
                "USD",
                true,
                Result.SERVED,
                new Position("keysurge.usage", 0, number));
    }
}

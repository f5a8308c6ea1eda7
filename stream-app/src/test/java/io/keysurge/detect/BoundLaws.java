// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Histories.History;
import io.keysurge.detect.Usage.Result;
import io.keysurge.state.PackedState;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** However much and whatever is sent, what is remembered stays small. */
class BoundLaws {

    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);
    private static final Identity DECLARED =
            new Identity(true, "API_KEY", "production", Set.of("app"), Set.of(), Tuning.NONE);

    /** Longest names that the rules for usage let through. */
    private static final int NAME = 128;

    private static final int APPLICATIONS = 32;
    private static final int MODELS = 8;
    private static final int ORIGINS = 12;
    /** A number takes up to ten bytes. */
    private static final int NUMBER = 10;

    /** What the capacities of everything that is remembered add up to, names as long as they may be. */
    private static final int MOST_BYTES = MinuteRing.MINUTES * 5 * NUMBER
            + (Baseline.DAYS + 1) * (Feature.COUNT * 2 + 2 * NUMBER)
            + RecentEvents.CAPACITY * (6 + NUMBER)
            + (APPLICATIONS + MODELS) * (NAME + 10 * NUMBER)
            + ORIGINS * (4 * NAME + 20 * NUMBER)
            + (Profile.MOST_EPISODES + AlertKind.values().length) * (1_000 + 8 * NAME)
            + 2_000;

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }

    @Property(tries = 5)
    void made_up_names_without_end_do_not_fill_the_memory(@ForAll Random random) {
        Profile profile = new Profile();
        int largest = 0;
        long minute = Life.MONDAY;
        for (int i = 0; i < 8_000; i++) {
            minute += random.nextInt(40) == 0 ? random.nextInt(300) : random.nextInt(2);
            ENGINE.observe(profile, DECLARED, madeUp(i, minute, random));
            if (i % 50 == 0) {
                largest = Math.max(largest, PackedState.profile(profile).length);
            }
        }
        assertThat(profile.days()).isGreaterThanOrEqualTo(3);
        assertThat(profile.episodes).hasSizeLessThanOrEqualTo(Profile.MOST_EPISODES + AlertKind.values().length);
        assertThat(largest).isLessThan(MOST_BYTES);
    }

    @Property(tries = 20)
    void an_identity_that_is_not_itself_for_days_takes_a_few_kilobytes(@ForAll("histories") History history) {
        Profile profile = new Profile();
        int largest = 0;
        for (Usage usage : history.usages()) {
            ENGINE.observe(profile, Identity.UNREGISTERED, usage);
            largest = Math.max(largest, PackedState.profile(profile).length);
        }
        assertThat(largest).isLessThan(6_500);
    }

    @Example
    void a_usual_identity_of_several_services_models_and_places_takes_two_kilobytes() {
        Profile profile = new Profile();
        var random = new Random(1);
        int largest = 0;
        for (int day = 0; day < 14; day++) {
            for (int minute = 0; minute < 720; minute++) {
                int service = random.nextInt(3);
                long tokens = 20_000 + random.nextInt(20_000);
                ENGINE.observe(
                        profile,
                        Identity.UNREGISTERED,
                        new Usage(
                                "4f1c2d7e-" + day + "-" + minute,
                                (Life.MONDAY + day * Life.DAY + 420 + minute) * 60_000,
                                "nhi-checkout",
                                "kf-0123456789abcdef",
                                "checkout-" + service,
                                "agent-" + service,
                                "model-large-" + random.nextInt(3),
                                "203.0.113." + service,
                                "eu-west-1",
                                tokens,
                                tokens / 4,
                                tokens / 2,
                                20 + random.nextInt(9),
                                tokens * 3_000,
                                "USD",
                                true,
                                random.nextInt(50) == 0 ? Result.FAILED : Result.SERVED,
                                new Position("keysurge.usage", 7, 5_000_000L + 3_000L * (day * 720 + minute))));
                largest = day >= 7 ? Math.max(largest, PackedState.profile(profile).length) : 0;
            }
        }
        assertThat(profile.episodes).isEmpty();
        assertThat(largest).isLessThanOrEqualTo(2_048);
    }

    private static Usage madeUp(int i, long minute, Random random) {
        long tokens = random.nextInt(10) == 0 ? random.nextInt(10_000_000) : random.nextInt(20_000);
        return new Usage(
                longest("event-" + i),
                minute * 60_000 + random.nextInt(60_000),
                "nhi-1",
                longest("fingerprint-" + random.nextInt(5)),
                sometimes(random, longest("application-" + i)),
                sometimes(random, longest("agent-" + i)),
                sometimes(random, longest("model-" + i)),
                sometimes(random, longest("network-" + random.nextInt(3_000))),
                sometimes(random, longest("region-" + i)),
                tokens,
                tokens / 3,
                tokens / 4,
                1 + random.nextInt(100),
                tokens * 2_000,
                "USD",
                random.nextInt(9) > 0,
                Result.values()[random.nextInt(3)],
                new Position("usage", 3, 1_000_000_000L + i));
    }

    private static @Nullable String sometimes(Random random, String name) {
        return random.nextInt(4) == 0 ? null : name;
    }

    private static String longest(String name) {
        return name + "x".repeat(NAME - name.length());
    }
}

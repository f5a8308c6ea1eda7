// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Gravity.Weighed;
import io.keysurge.detect.Verdict.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of every severity, whatever the sign and whoever's it is. */
class GravityLaws {

    private static final Gravity GRAVITY = new Gravity(DetectionSettings.DEFAULTS);
    private static final long NOW = Life.FRIDAY_NOON;
    private static final Identity ORDINARY = identity("production", null, false);
    private static final Identity RESTRICTED = identity("production", "Restricted", false);
    private static final Identity ADMIN = identity(null, null, true);

    @Provide
    Arbitrary<Set<AlertKind>> kinds() {
        return Arbitraries.of(AlertKind.class).set().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Identity> identities() {
        return Arbitraries.of(
                ORDINARY, RESTRICTED, ADMIN, identity("test", "restricted", true), identity("dev", null, false));
    }

    @Property(tries = 200)
    void is_raised_by_one_at_most_and_stays_within_1_to_5(
            @ForAll AlertKind kind,
            @ForAll @IntRange(min = 1, max = 5) int severity,
            @ForAll("kinds") Set<AlertKind> open,
            @ForAll("identities") Identity identity) {
        Weighed weighed = weigh(kind, severity, open, identity);
        assertThat(weighed.severity()).isBetween(1, Math.min(5, severity + 1));
        if (weighed.severity() > severity) {
            assertThat(weighed.signal().related()).isNotEmpty().isSubsetOf(open).doesNotContain(kind);
        }
    }

    @Property(tries = 200)
    void is_what_the_detector_thinks_where_no_key_is_exposed_and_the_identity_is_ordinary(
            @ForAll AlertKind kind,
            @ForAll @IntRange(min = 1, max = 5) int severity,
            @ForAll("kinds") Set<AlertKind> open) {
        Set<AlertKind> others = without(open, AlertKind.EXPOSED_KEY_USED);
        assertThat(weigh(kind, severity, others, ORDINARY)).isEqualTo(new Weighed(signal(kind, severity), severity));
    }

    @Property(tries = 200)
    void is_raised_for_sensitive_identities_from_3_alone_and_only_by_a_sign_of_another_sort(
            @ForAll AlertKind kind,
            @ForAll @IntRange(min = 1, max = 5) int severity,
            @ForAll("kinds") Set<AlertKind> open) {
        Set<AlertKind> others = without(open, AlertKind.EXPOSED_KEY_USED);
        for (Identity sensitive : List.of(RESTRICTED, ADMIN)) {
            int weighed = weigh(kind, severity, others, sensitive).severity();
            boolean rateAlone = kind.isAboutRate() && others.stream().allMatch(AlertKind::isAboutRate);
            boolean alone = without(others, kind).isEmpty();
            if (severity != 3 || rateAlone || alone || kind == AlertKind.EXPOSED_KEY_USED) {
                assertThat(weighed).isEqualTo(severity);
            } else {
                assertThat(weighed).isBetween(3, 4);
            }
        }
        assertThat(weigh(AlertKind.TOKEN_SPIKE, 3, Set.of(AlertKind.NEW_ORIGIN), RESTRICTED)
                        .severity())
                .isEqualTo(4);
        assertThat(weigh(AlertKind.FAN_OUT, 3, Set.of(AlertKind.NEW_APPLICATION), RESTRICTED)
                        .severity())
                .isEqualTo(3);
    }

    @Property(tries = 200)
    void is_raised_by_an_exposed_key_whoever_s_it_is(
            @ForAll AlertKind kind,
            @ForAll @IntRange(min = 1, max = 5) int severity,
            @ForAll("identities") Identity identity) {
        Set<AlertKind> exposed = Set.of(AlertKind.EXPOSED_KEY_USED);
        int before = weigh(kind, severity, Set.of(), identity).severity();
        int after = weigh(kind, severity, exposed, identity).severity();
        assertThat(after).isEqualTo(kind == AlertKind.EXPOSED_KEY_USED ? before : Math.min(5, before + 1));
    }

    @Property(tries = 200)
    void of_the_rate_is_capped_where_things_are_tried_out_unless_that_gets_dear(
            @ForAll @IntRange(min = 1, max = 4) int severity) {
        Identity test = identity("test", null, false);
        Profile profile = Life.steady(10_000).profile();
        assertThat(GRAVITY.weigh(signal(AlertKind.TOKEN_SPIKE, severity), profile, test)
                        .severity())
                .isEqualTo(Math.min(3, severity));
        // 10,000 tokens a minute above the usual are 600,000 an hour.
        profile.price.note(priced(160_000));
        assertThat(GRAVITY.weigh(signal(AlertKind.TOKEN_SPIKE, severity), profile, test)
                        .severity())
                .isEqualTo(Math.min(3, severity));
        Profile dear = Life.steady(10_000).profile();
        dear.price.note(priced(170_000));
        assertThat(GRAVITY.weigh(signal(AlertKind.TOKEN_SPIKE, severity), dear, test)
                        .severity())
                .isEqualTo(severity);
    }

    private static Weighed weigh(AlertKind kind, int severity, Set<AlertKind> open, Identity identity) {
        Profile profile = Life.steady(10_000).profile();
        for (AlertKind each : open) {
            profile.episodes.add(Episode.open(signal(each, 3), priced(0)));
        }
        return GRAVITY.weigh(signal(kind, severity), profile, identity);
    }

    private static Set<AlertKind> without(Set<AlertKind> kinds, AlertKind kind) {
        Set<AlertKind> others = EnumSet.noneOf(AlertKind.class);
        others.addAll(kinds);
        others.remove(kind);
        return others;
    }

    private static Identity identity(@Nullable String environment, @Nullable String dataClassification, boolean admin) {
        return new Identity(
                true,
                "AGENT",
                environment,
                Set.of(),
                new Scope(Set.of(), Set.of(), Set.of(), dataClassification, admin),
                Tuning.NONE,
                List.of(),
                Exposures.NONE,
                Revocations.NONE);
    }

    private static Signal signal(AlertKind kind, int severity) {
        return new Signal(kind, null, NOW, 1, TokenSpike.UNIT, 11_000, 1_000, 1_000, severity, 1);
    }

    /** A call of a thousand tokens, at so many billionths a token. */
    private static Usage priced(long nanosPerToken) {
        return new Usage(
                "event-1",
                NOW * 60_000,
                "nhi-1",
                null,
                null,
                null,
                null,
                null,
                null,
                1_000,
                0,
                0,
                1,
                1_000 * nanosPerToken,
                nanosPerToken == 0 ? null : "USD",
                true,
                Usage.Result.SERVED,
                new Position("usage", 0, 0));
    }
}

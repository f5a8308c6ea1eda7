// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Observation.Outcome;
import io.keysurge.state.PackedState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every history, whatever the usage. */
class EngineLaws {

    private static final int TRIES = 60;
    private static final long NOON = MONDAY + 5 * DAY + 12 * 60;
    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);

    /** One event of a generated history. */
    record Sip(int minute, int tokens, int application) {}

    /** Six days with ninety busy minutes each; from the fifth on some events are large enough to be spikes. */
    @Provide
    Arbitrary<List<Sip>> histories() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 89);
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 20_000);
        Arbitrary<Integer> large = Arbitraries.frequencyOf(
                Tuple.of(4, small), Tuple.of(1, Arbitraries.integers().between(50_000, 2_000_000)));
        Arbitrary<Integer> applications = Arbitraries.integers().between(0, 12);
        return Combinators.combine(days, minutes, small, large, applications)
                .as((day, minute, few, many, application) ->
                        new Sip(day * 1440 + minute, day < 4 ? few : many, application))
                .list()
                .ofMinSize(100)
                .ofMaxSize(400)
                .map(sips -> sips.stream()
                        .sorted(Comparator.comparingInt(Sip::minute))
                        .toList());
    }

    @Property(tries = TRIES)
    void a_replay_finds_the_same(@ForAll("histories") List<Sip> history) {
        List<Finding> findings = run(history, "nhi-1");
        assertThat(run(history, "nhi-1")).isEqualTo(findings);
        Statistics.label("holds a spike")
                .collect(!spikeMinutes(findings).isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 50));
    }

    @Property(tries = TRIES)
    void stopping_and_restoring_at_any_event_changes_nothing(
            @ForAll("histories") List<Sip> history, @ForAll @IntRange(min = 0, max = 49) int stop) {
        List<Finding> unbroken = run(history, "nhi-1");

        List<Finding> broken = new ArrayList<>();
        Profile profile = new Profile();
        List<Usage> events = usages(history, "nhi-1");
        for (int i = 0; i < events.size(); i++) {
            if (i % 50 == stop) {
                profile = PackedState.profile(PackedState.profile(profile));
            }
            broken.addAll(ENGINE.observe(profile, Identity.UNREGISTERED, events.get(i))
                    .findings());
        }
        assertThat(broken).isEqualTo(unbroken);
    }

    @Property(tries = TRIES)
    void restoring_changes_nothing_where_events_come_late_and_name_prices_and_credentials(
            @ForAll("histories") List<Sip> history, @ForAll @IntRange(min = 0, max = 49) int stop) {
        List<Usage> events = disorderly(history);
        Identity identity = new Identity(true, "production", Set.of("app-0", "app-1"));
        Profile unbroken = new Profile();
        Profile broken = new Profile();
        int late = 0;
        for (int i = 0; i < events.size(); i++) {
            if (i % 50 == stop) {
                broken = PackedState.profile(PackedState.profile(broken));
            }
            Observation expected = ENGINE.observe(unbroken, identity, events.get(i));
            assertThat(ENGINE.observe(broken, identity, events.get(i))).isEqualTo(expected);
            late += expected.outcome() == Outcome.LATE ? 1 : 0;
        }
        assertThat(PackedState.profile(broken)).isEqualTo(PackedState.profile(unbroken));
        Statistics.label("holds late events")
                .collect(late > 0)
                .coverage(seen -> seen.check(true).percentage(share -> share > 50));
    }

    @Property(tries = TRIES)
    void an_event_that_comes_again_changes_nothing(@ForAll("histories") List<Sip> history, @ForAll Random random) {
        List<Usage> events = usages(history, "nhi-1");
        List<Finding> twice = new ArrayList<>();
        Profile profile = new Profile();
        Usage earlier = events.get(0);
        for (Usage event : events) {
            twice.addAll(ENGINE.observe(profile, Identity.UNREGISTERED, event).findings());
            twice.addAll(ENGINE.observe(profile, Identity.UNREGISTERED, event).findings());
            twice.addAll(ENGINE.observe(profile, Identity.UNREGISTERED, earlier).findings());
            if (random.nextInt(5) == 0) {
                earlier = event;
            }
        }
        assertThat(twice).isEqualTo(run(history, "nhi-1"));
    }

    @Property(tries = TRIES)
    void identities_are_independent(
            @ForAll("histories") List<Sip> one, @ForAll("histories") List<Sip> other, @ForAll Random random) {
        List<Usage> mixed = new ArrayList<>();
        List<Usage> left = usages(one, "nhi-1");
        List<Usage> right = usages(other, "nhi-2");
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            boolean fromLeft = j == right.size() || (i < left.size() && random.nextBoolean());
            mixed.add(fromLeft ? left.get(i++) : right.get(j++));
        }
        Map<String, Profile> profiles = new HashMap<>();
        Map<String, List<Finding>> findings = new HashMap<>();
        for (Usage usage : mixed) {
            Profile profile = profiles.computeIfAbsent(usage.identityId(), id -> new Profile());
            findings.computeIfAbsent(usage.identityId(), id -> new ArrayList<>())
                    .addAll(ENGINE.observe(profile, Identity.UNREGISTERED, usage)
                            .findings());
        }
        assertThat(findings.get("nhi-1")).isEqualTo(run(one, "nhi-1"));
        assertThat(findings.get("nhi-2")).isEqualTo(run(other, "nhi-2"));
    }

    @Property(tries = TRIES)
    void the_order_within_a_minute_changes_neither_baselines_nor_which_minutes_alert(
            @ForAll("histories") List<Sip> history, @ForAll Random random) {
        Map<Integer, List<Sip>> byMinute = history.stream().collect(Collectors.groupingBy(Sip::minute));
        List<Sip> shuffled = new ArrayList<>();
        byMinute.keySet().stream().sorted().forEach(minute -> {
            List<Sip> sips = new ArrayList<>(byMinute.get(minute));
            Collections.shuffle(sips, random);
            shuffled.addAll(sips);
        });
        assertThat(spikeMinutes(run(shuffled, "nhi-1"))).isEqualTo(spikeMinutes(run(history, "nhi-1")));
    }

    @Property(tries = TRIES)
    void more_tokens_never_make_a_spike_usual_again(
            @ForAll @IntRange(min = 1_000, max = 1_000_000) int tokens,
            @ForAll @IntRange(min = 0, max = 10_000_000) int more) {
        boolean spike = spikes(tokens);
        boolean spikeWithMore = spikes((long) tokens + more);
        assertThat(spike && !spikeWithMore).isFalse();
    }

    @Property(tries = TRIES)
    void state_stays_within_bounds(@ForAll("histories") List<Sip> history) {
        Profile profile = new Profile();
        int largest = 0;
        long minute = NOON;
        for (Sip sip : history) {
            minute += sip.minute() % 3;
            Usage usage = usage(minute, sip, largest + "-" + minute + "-" + sip.hashCode(), "nhi-1");
            ENGINE.observe(profile, Identity.UNREGISTERED, usage);
            largest = Math.max(largest, PackedState.profile(profile).length);
        }
        assertThat(largest).isLessThan(8_192);
    }

    private static boolean spikes(long tokens) {
        Life life = Life.steady(10_000).minutes(MONDAY + 4 * DAY + 12 * 60, 2, tokens);
        return life.findings().stream().anyMatch(finding -> finding.kind() == AlertKind.TOKEN_SPIKE);
    }

    private static List<String> spikeMinutes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.kind() == AlertKind.TOKEN_SPIKE)
                .map(finding -> finding.alertId() + "@" + finding.raisedAt() / 60_000)
                .distinct()
                .toList();
    }

    private static List<Finding> run(List<Sip> history, String identityId) {
        Profile profile = new Profile();
        List<Finding> findings = new ArrayList<>();
        for (Usage usage : usages(history, identityId)) {
            findings.addAll(
                    ENGINE.observe(profile, Identity.UNREGISTERED, usage).findings());
        }
        return findings;
    }

    private static List<Usage> usages(List<Sip> history, String identityId) {
        List<Usage> usages = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Sip sip = history.get(i);
            usages.add(usage(MONDAY + sip.minute(), sip, "event-" + i, identityId));
        }
        return usages;
    }

    /** Up to 25 minutes out of order, with everything that an event can say. */
    private static List<Usage> disorderly(List<Sip> history) {
        List<Sip> shaken = history.stream()
                .sorted(Comparator.comparingInt(sip -> sip.minute() + sip.tokens() % 25))
                .toList();
        List<Usage> usages = new ArrayList<>();
        for (int i = 0; i < shaken.size(); i++) {
            Sip sip = shaken.get(i);
            usages.add(new Usage(
                    "event-" + i,
                    (MONDAY + sip.minute()) * 60_000 + sip.tokens() % 60_000,
                    "nhi-1",
                    sip.tokens() % 3 == 0 ? null : "fingerprint-" + sip.tokens() % 2,
                    sip.tokens() % 7 == 0 ? null : "app-" + sip.tokens() % 60,
                    "model-" + sip.tokens() % 11,
                    sip.tokens() % 5 == 0 ? null : "region-" + sip.tokens() % 13,
                    sip.tokens(),
                    sip.tokens() / 4,
                    1,
                    sip.tokens() % 4 == 0 ? -1 : sip.tokens() * 1_000L,
                    sip.tokens() % 4 == 0 ? null : "USD",
                    sip.tokens() % 9 != 0,
                    new Position("usage", 3, i * 17L)));
        }
        return usages;
    }

    private static Usage usage(long minute, Sip sip, String eventId, String identityId) {
        return new Usage(
                eventId,
                minute * 60_000,
                identityId,
                null,
                "app-" + sip.application(),
                "model-" + sip.application() % 3,
                null,
                sip.tokens(),
                sip.tokens() / 4,
                1,
                -1,
                null,
                true,
                new Position("usage", 0, 7));
    }
}

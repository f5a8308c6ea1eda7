// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.FRIDAY_NOON;
import static io.keysurge.detect.Life.HOUR;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Histories.History;
import io.keysurge.detect.Verdict.Signal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** More is never less, and an attack does not teach. */
class LessonLaws {

    private static final DetectionSettings SETTINGS = DetectionSettings.DEFAULTS;
    private static final Engine ENGINE = new Engine(SETTINGS);
    private static final List<Feature> RATES = List.of(
            Feature.MINUTE_TOKENS,
            Feature.BURST_TOKENS,
            Feature.LEVEL_TOKENS,
            Feature.HOUR_TOKENS,
            Feature.MINUTE_CALLS,
            Feature.BURST_CALLS,
            Feature.LEVEL_CALLS,
            Feature.HOUR_CALLS);

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }

    @Property(tries = 150)
    void more_tokens_never_turn_a_spike_into_usual(
            @ForAll("histories") History history,
            @ForAll @LongRange(max = 300_000) long tokens,
            @ForAll @LongRange(max = 2_000_000) long more,
            @ForAll @IntRange(max = 3_000) int calls) {
        Verdict verdict = judgeAfter(history, tokens, calls);
        Verdict withMore = judgeAfter(history, tokens + more, calls);
        if (verdict instanceof Signal signal) {
            assertThat(withMore).isInstanceOf(Signal.class);
            assertThat(((Signal) withMore).severity()).isGreaterThanOrEqualTo(signal.severity());
        }
        Statistics.label("is a spike").collect(verdict instanceof Signal).coverage(seen -> {
            seen.check(true).percentage(share -> share > 10);
            seen.check(false).percentage(share -> share > 10);
        });
    }

    @Property(tries = 150)
    void once_a_minute_alerts_no_event_of_it_takes_that_back(
            @ForAll("histories") History history,
            @ForAll @LongRange(max = 300_000) long tokens,
            @ForAll @IntRange(max = 3_000) int calls) {
        Profile profile = lived(history);
        long minute = profile.newestMinute() + 1;
        var spike = new TokenSpike(SETTINGS);
        int severity = 0;
        for (int part = 0; part < 10; part++) {
            ENGINE.observe(profile, Identity.UNREGISTERED, usage(minute, tokens / 10, calls / 10, "part-" + part));
            Verdict verdict = spike.judge(profile, profile.paceOf(minute), Bar.USUAL);
            int now = verdict instanceof Signal signal ? signal.severity() : 0;
            assertThat(now).isGreaterThanOrEqualTo(severity);
            severity = now;
        }
    }

    @Property(tries = 60)
    void one_day_teaches_no_more_than_the_cap_whatever_happens_on_it(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long tokens,
            @ForAll @IntRange(min = 1, max = 300) int minutes,
            @ForAll @IntRange(min = 0, max = 700) int after) {
        Life life = Life.steady(10_000);
        long friday = FRIDAY_NOON / DAY;
        Life attacked = life.minutes(FRIDAY_NOON - 12 * HOUR + after, minutes, tokens);
        Baseline baseline = attacked.profile().baseline;
        double[] before = RATES.stream()
                .mapToDouble(feature -> baseline.usual(feature, friday))
                .toArray();
        attacked.use(MONDAY + 6 * DAY, 1);
        for (int i = 0; i < before.length; i++) {
            assertThat(baseline.usual(RATES.get(i), friday + 2)).isBetween(before[i], before[i] + 1.2 + 0.002);
        }
        Statistics.label("would have taught more")
                .collect(tokens > 40_000)
                .coverage(seen -> seen.check(true).percentage(share -> share > 10));
    }

    @Property(tries = 60)
    void what_the_gateway_answers_from_its_cache_counts_nothing(
            @ForAll("histories") History history, @ForAll @LongRange(max = 1_000_000_000) long tokens) {
        Profile profile = lived(history);
        Profile cached = lived(history);
        long minute = profile.newestMinute();
        Usage hit = withoutConsumption(usage(minute, tokens, 1_000, "cached"));
        Observation observation = ENGINE.observe(cached, Identity.UNREGISTERED, hit);
        assertThat(observation.findings()).isEmpty();
        for (Feature feature : RATES) {
            assertThat(cached.baseline.today(feature)).isEqualTo(profile.baseline.today(feature));
        }
        assertThat(cached.minutes.tokens(minute)).isEqualTo(profile.minutes.tokens(minute));
        assertThat(cached.minutes.calls(minute)).isEqualTo(profile.minutes.calls(minute));
    }

    private static Verdict judgeAfter(History history, long tokens, long calls) {
        Profile profile = lived(history);
        long minute = profile.newestMinute() + 1;
        ENGINE.observe(profile, Identity.UNREGISTERED, usage(minute, tokens, calls, "last"));
        return new TokenSpike(SETTINGS).judge(profile, profile.paceOf(minute), Bar.USUAL);
    }

    private static Profile lived(History history) {
        Profile profile = new Profile();
        history.usages().forEach(usage -> ENGINE.observe(profile, Identity.UNREGISTERED, usage));
        return profile;
    }

    private static Usage usage(long minute, long tokens, long calls, String eventId) {
        return new Usage(
                eventId,
                minute * 60_000,
                "nhi-1",
                null,
                "app",
                "agent",
                "model-a",
                "home",
                "eu-1",
                tokens,
                0,
                0,
                Math.max(1, calls),
                -1,
                null,
                true,
                Usage.Result.SERVED,
                new Position("usage", 0, 1));
    }

    private static Usage withoutConsumption(Usage usage) {
        return new Usage(
                usage.eventId(),
                usage.occurredAt(),
                usage.identityId(),
                null,
                usage.application(),
                usage.agent(),
                usage.model(),
                usage.network(),
                usage.region(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cachedTokens(),
                usage.calls(),
                -1,
                null,
                false,
                usage.result(),
                usage.position());
    }
}

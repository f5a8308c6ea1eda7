// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keysurge.state.PackedReader;
import io.keysurge.state.PackedWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The small measures that judgement is made of. */
class MeasureLaws {

    private static final long DAY = 20_000;

    @Property
    void a_logarithm_is_right_to_a_millionth_and_grows_with_its_argument(
            @ForAll @DoubleRange(min = -20, max = 41) double exponent,
            @ForAll @DoubleRange(min = -20, max = 41) double otherExponent) {
        double one = Math.exp(exponent);
        double other = Math.exp(otherExponent);
        assertThat(Ln.of(one)).isCloseTo(Math.log(one), within(1e-10));
        if (one <= other) {
            assertThat(Ln.of(one)).isLessThanOrEqualTo(Ln.of(other) + 1e-12);
        }
    }

    @Property
    void two_bytes_of_logarithm_keep_a_thousandth_and_the_order(
            @ForAll @DoubleRange(min = -30, max = 36) double one,
            @ForAll @DoubleRange(min = -30, max = 36) double other) {
        double kept = Log16.unpack(Log16.pack(one));
        assertThat(kept).isCloseTo(one, within(0.0006));
        assertThat(Log16.pack(kept)).isEqualTo(Log16.pack(one));
        if (one <= other) {
            assertThat(Log16.pack(one)).isLessThanOrEqualTo(Log16.pack(other));
        }
    }

    @Property
    void a_feature_is_itself_again_after_its_logarithm(
            @ForAll Feature feature, @ForAll @DoubleRange(min = 0, max = 1e12) double value) {
        assertThat(feature.value(feature.log(Math.max(1e-6, value))))
                .isCloseTo(Math.max(1e-6, value), within(1e-6 + value * 1e-9));
        assertThat(feature.above(value, 0.5)).isGreaterThanOrEqualTo(value * 1.6);
    }

    @Property
    void a_more_sensitive_bar_asks_for_less_and_a_higher_ceiling_for_more(
            @ForAll @DoubleRange(min = 0.1, max = 10) double sensitivity,
            @ForAll @DoubleRange(min = 1, max = 1_000) double ceiling,
            @ForAll @DoubleRange(min = 0, max = 5) double asked) {
        Bar bar = new Bar(sensitivity, ceiling);
        Bar keener = new Bar(sensitivity * 2, ceiling);
        Bar higher = new Bar(sensitivity, ceiling * 2);
        assertThat(keener.margin(asked)).isLessThanOrEqualTo(bar.margin(asked));
        assertThat(keener.step(asked)).isLessThanOrEqualTo(bar.step(asked));
        assertThat(keener.count(asked)).isLessThanOrEqualTo(bar.count(asked));
        assertThat(higher.margin(asked)).isGreaterThan(bar.margin(asked));
        assertThat(higher.step(asked)).isGreaterThanOrEqualTo(bar.step(asked));
        assertThat(higher.count(asked)).isGreaterThanOrEqualTo(bar.count(asked));
        assertThat(Bar.USUAL.margin(asked)).isEqualTo(asked);
        assertThat(Bar.USUAL.step(asked)).isEqualTo(asked);
    }

    @Property
    void a_flow_fades_with_time_and_holds_what_came_in_its_minute(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(max = 1_000_000) Long> tokens,
            @ForAll @IntRange(max = 300) int pause) {
        var flow = new Flow(Fading.TEN_MINUTES);
        double slow = 0;
        for (int i = 0; i < tokens.size(); i++) {
            slow = slow * Math.exp(-0.1) + tokens.get(i);
            flow.add(Life.MONDAY + i, tokens.get(i));
        }
        long last = Life.MONDAY + tokens.size() - 1;
        assertThat(flow.with(last)).isCloseTo(slow, within(1e-6 * slow + 1e-6));
        assertThat(flow.before(last)).isCloseTo(slow - tokens.get(tokens.size() - 1), within(1e-6 * slow + 1e-6));
        assertThat(flow.with(last + pause)).isCloseTo(slow * Math.exp(-pause / 10.0), within(1e-6 * slow + 1e-6));

        var out = new PackedWriter();
        flow.write(out, last + pause);
        var restored = new Flow(Fading.TEN_MINUTES, new PackedReader(out.toBytes()), last + pause);
        assertThat(restored.with(last + pause)).isEqualTo(flow.with(last + pause));
        assertThat(restored.before(last)).isEqualTo(flow.before(last));
    }

    @Property
    void a_baseline_never_forgets_the_largest_of_seven_days_before_it_is_old(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 1, max = 1e9) Double> days,
            @ForAll @IntRange(min = 1, max = 30) int later) {
        var baseline = new Baseline();
        for (int day = 0; day < days.size(); day++) {
            baseline.observe(Feature.MINUTE_TOKENS, Feature.MINUTE_TOKENS.log(days.get(day)));
            baseline.endDay(DAY + day);
        }
        long today = DAY + days.size() - 1 + later;
        double largest = days.subList(Math.max(0, days.size() - 7), days.size()).stream()
                .mapToDouble(Feature.MINUTE_TOKENS::log)
                .max()
                .orElseThrow();
        double usual = baseline.usual(Feature.MINUTE_TOKENS, today);
        assertThat(usual).isLessThanOrEqualTo(largest + 0.001);
        assertThat(usual).isGreaterThanOrEqualTo(largest - 0.5 * Math.max(0, later - 1) - 0.001);
        assertThat(baseline.usual(Feature.MINUTE_TOKENS, today + 1)).isLessThanOrEqualTo(usual);

        var out = new PackedWriter();
        baseline.write(out);
        var copy = new PackedWriter();
        Baseline.read(new PackedReader(out.toBytes())).write(copy);
        assertThat(copy.toBytes()).isEqualTo(out.toBytes());
    }

    @Property(tries = 100)
    void a_crowd_is_counted_within_a_fifth_whatever_the_order(@ForAll @IntRange(min = 33, max = 400) int size) {
        var crowd = new Crowd();
        var backwards = new Crowd();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            names.add("application-" + i);
        }
        names.forEach(name -> crowd.note(name, Life.MONDAY));
        ((TreeSet<String>) names).descendingSet().forEach(name -> backwards.note(name, Life.MONDAY));
        names.forEach(name -> backwards.note(name, Life.MONDAY + 1));
        assertThat(crowd.estimate(Life.MONDAY)).isBetween((int) (size * 0.8), (int) (size * 1.2));
        assertThat(backwards.estimate(Life.MONDAY)).isEqualTo(crowd.estimate(Life.MONDAY));
        assertThat(crowd.estimate(Life.MONDAY + 2 * Life.HOUR)).isZero();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.detect.Histories.Chapter;
import io.keysurge.detect.Histories.History;
import io.keysurge.state.PackedWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** In which order events come matters as little as can be. */
class OrderLaws {

    private static final int TRIES = 100;
    private static final int TO_NOTIFY = 3;
    private static final Engine ENGINE = new Engine(DetectionSettings.DEFAULTS);

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }

    @Property(tries = TRIES)
    void the_order_within_a_minute_changes_no_baseline(@ForAll("histories") History history, @ForAll Random random) {
        Profile told = lived(history.usages());
        Profile shuffled = lived(Shuffled.withinMinutes(history.usages(), random));
        assertThat(learned(shuffled)).isEqualTo(learned(told));
    }

    @Property(tries = TRIES)
    void the_order_within_a_minute_does_not_change_which_minutes_alert_of_what(
            @ForAll("histories") History history, @ForAll Random random) {
        Map<String, Integer> told = alerts(history.usages());
        assertThat(alerts(Shuffled.withinMinutes(history.usages(), random))).isEqualTo(told);
        Statistics.label("alerts")
                .collect(!told.isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 80));
    }

    @Property(tries = TRIES)
    void what_comes_late_within_the_grace_teaches_what_it_would_have_taught_in_time(
            @ForAll("histories") History history, @ForAll Random random) {
        List<Usage> usages = new ArrayList<>(history.usages());
        // Nothing is learned before it can no longer change: a last day lets both settle.
        var later = new History(List.of(Chapter.NIGHT), history.chance());
        long afterwards = usages.get(usages.size() - 1).minute() + 2 * Life.DAY;
        Usage last = Histories.with(later.usages().get(0), "last", afterwards * 60_000, 100);
        Profile inTime = lived(usages);
        Profile late = lived(Shuffled.byUpTo(10, usages, random));
        ENGINE.observe(inTime, Identity.UNREGISTERED, last);
        ENGINE.observe(late, Identity.UNREGISTERED, last);
        for (Feature feature : Set.of(
                Feature.MINUTE_TOKENS,
                Feature.MINUTE_CALLS,
                Feature.BURST_TOKENS,
                Feature.BURST_CALLS,
                Feature.LEVEL_TOKENS,
                Feature.LEVEL_CALLS,
                Feature.INPUT_PER_CALL,
                Feature.OUTPUT_PER_CALL)) {
            long day = afterwards / Life.DAY;
            assertThat(late.baseline.usual(feature, day))
                    .as("%s", feature)
                    .isEqualTo(inTime.baseline.usual(feature, day));
        }
    }

    private static Profile lived(List<Usage> usages) {
        Profile profile = new Profile();
        usages.forEach(usage -> ENGINE.observe(profile, Identity.UNREGISTERED, usage));
        return profile;
    }

    /** Everything that later minutes are compared with. */
    private static byte[] learned(Profile profile) {
        var out = new PackedWriter();
        profile.baseline.write(out);
        profile.rhythm.write(out);
        profile.shape.write(out);
        profile.dormancy.write(out);
        profile.loops.write(out);
        return out.toBytes();
    }

    /**
     * In which minute each alert reached which tier (to notify, to act, to revoke), and in which it closed. Growth
     * alone is left out: how large something was when it was announced depends on the event with which it was.
     */
    private static Map<String, Integer> alerts(List<Usage> usages) {
        Map<String, Integer> tiers = new HashMap<>();
        Map<String, Integer> alerts = new TreeMap<>();
        for (Finding finding : Histories.findings(ENGINE, Identity.UNREGISTERED, usages)) {
            String alert = finding.kind() + " " + finding.subject() + " " + finding.alertId() + " ";
            long minute = finding.raisedAt() / 60_000;
            int tier = Math.max(TO_NOTIFY, finding.severity());
            if (finding.stage() == Stage.CLOSED) {
                alerts.put(alert + "closes at " + minute, tier);
            } else if (tiers.getOrDefault(alert, 0) < tier) {
                tiers.put(alert, tier);
                alerts.put(alert + "speaks at " + minute, tier);
            }
        }
        return alerts;
    }
}

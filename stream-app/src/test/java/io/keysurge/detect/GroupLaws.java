// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Finding.Stage;
import io.keysurge.state.PackedGroups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every business unit and every application, whatever their identities do. */
class GroupLaws {

    private static final BusinessUnits UNITS = new BusinessUnits(DetectionSettings.DEFAULTS, GroupSettings.DEFAULTS);
    private static final EnvironmentMismatch APPLICATIONS = new EnvironmentMismatch(GroupSettings.DEFAULTS);

    @Property(tries = 40)
    void a_unit_s_replay_finds_the_same_and_a_restore_changes_nothing(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int every) {
        UnitBook unbroken = new UnitBook();
        UnitBook broken = new UnitBook();
        List<Finding> findings = new ArrayList<>();
        int count = 0;
        for (HourPart part : parts(random, 20)) {
            if (count++ % every == 0) {
                broken = PackedGroups.unitBook(PackedGroups.unitBook(broken));
            }
            List<Finding> found = UNITS.observe(unbroken, "payments", part);
            assertThat(UNITS.observe(broken, "payments", part)).isEqualTo(found);
            findings.addAll(found);
        }
        assertThat(PackedGroups.unitBook(broken)).isEqualTo(PackedGroups.unitBook(unbroken));
        assertThat(UNITS.announceSilence(broken, "payments")).isEqualTo(UNITS.announceSilence(unbroken, "payments"));
        for (AlertKind kind : List.of(AlertKind.DUPLICATED_AUTOMATION, AlertKind.SPEND_CONCENTRATION)) {
            Statistics.label("heard " + kind)
                    .collect(findings.stream().anyMatch(finding -> finding.kind() == kind))
                    .coverage(seen -> seen.check(true).percentage(share -> share > 20));
        }
    }

    @Property(tries = 20)
    void a_unit_can_be_stored_identity_by_identity(@ForAll Random random) {
        UnitBook book = new UnitBook();
        Map<String, byte[]> stored = new HashMap<>();
        for (HourPart part : parts(random, 20)) {
            UNITS.observe(book, "payments", part);
            store(book, part, stored);
        }
        UnitBook restored = PackedGroups.unitBook(PackedGroups.unitHead(book), stored.values());
        assertThat(PackedGroups.unitBook(restored)).isEqualTo(PackedGroups.unitBook(book));
    }

    private static void store(UnitBook book, HourPart part, Map<String, byte[]> stored) {
        if (book.left() != null) {
            stored.remove(book.left());
        }
        stored.put(part.identityId(), PackedGroups.unitMember(book, part.identityId()));
    }

    @Property(tries = 40)
    void an_application_s_replay_finds_the_same_and_a_restore_changes_nothing(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int every) {
        ApplicationBook unbroken = new ApplicationBook();
        ApplicationBook broken = new ApplicationBook();
        boolean heard = false;
        int count = 0;
        for (HourPart part : parts(random, 6)) {
            if (count++ % every == 0) {
                broken = PackedGroups.applicationBook(PackedGroups.applicationBook(broken));
            }
            List<Finding> found = APPLICATIONS.observe(unbroken, part);
            assertThat(APPLICATIONS.observe(broken, part)).isEqualTo(found);
            heard |= !found.isEmpty();
        }
        assertThat(PackedGroups.applicationBook(broken)).isEqualTo(PackedGroups.applicationBook(unbroken));
        assertThat(PackedGroups.applicationBook(broken)).hasSizeLessThan(4_096);
        Statistics.label("speaks")
                .collect(heard)
                .coverage(seen -> seen.check(true).percentage(share -> share > 20));
    }

    @Property(tries = 40)
    void each_episode_opens_once_and_closes_at_most_once(@ForAll Random random) {
        UnitBook book = new UnitBook();
        List<String> open = new ArrayList<>();
        for (HourPart part : parts(random, 20)) {
            for (Finding finding : UNITS.observe(book, "payments", part)) {
                assertThat(finding.measure().observed()).isFinite().isNotNegative();
                if (finding.stage() == Stage.CLOSED) {
                    assertThat(open.remove(finding.alertId())).isTrue();
                } else {
                    assertThat(open).doesNotContain(finding.alertId());
                    open.add(finding.alertId());
                }
            }
        }
        assertThat(UNITS.announceSilence(book, "payments"))
                .extracting(Finding::alertId)
                .containsExactlyInAnyOrderElementsOf(open);
    }

    @Property(tries = 10)
    void a_unit_remembers_so_many_identities_and_no_more(@ForAll Random random) {
        UnitBook book = new UnitBook();
        Map<String, byte[]> stored = new HashMap<>();
        for (int i = 0; i < 3 * UnitBook.MOST_IDENTITIES; i++) {
            HourPart part = wild(random, "svc-support-" + i);
            UNITS.observe(book, "payments", part);
            store(book, part, stored);
        }
        assertThat(stored).hasSize(UnitBook.MOST_IDENTITIES);
        assertThat(book.identities()).isEqualTo(UnitBook.MOST_IDENTITIES);
        assertThat(PackedGroups.unitBook(book)).hasSizeLessThan(1 << 20);
    }

    @Property(tries = 100)
    void nothing_that_a_contract_allows_breaks_a_sum(@ForAll Random random) {
        UnitBook book = new UnitBook();
        ApplicationBook application = new ApplicationBook();
        for (int i = 0; i < 200; i++) {
            HourPart part = wild(random, "nhi-" + random.nextInt(4));
            UNITS.observe(book, "payments", part);
            APPLICATIONS.observe(application, part);
        }
        assertThat(PackedGroups.unitBook(PackedGroups.unitBook(PackedGroups.unitBook(book))))
                .isEqualTo(PackedGroups.unitBook(book));
        long newest = application.newestHour();
        assertThat(application.test().tokens(newest - 23, newest)).isNotNegative();
        assertThat(book.spend().nanos(0, book.spend().newest())).isNotNegative();
    }

    /** A part as large and as far from the others as can be. */
    private static HourPart wild(Random random, String id) {
        boolean huge = random.nextInt(4) == 0;
        return new HourPart(
                id,
                HourLife.MONDAY + random.nextInt(400),
                random.nextBoolean() ? null : "app-" + random.nextInt(9),
                random.nextBoolean() ? null : "model-" + random.nextInt(9),
                List.of("test", "production", "staging").get(random.nextInt(3)),
                huge ? Long.MAX_VALUE : random.nextInt(3),
                huge ? Long.MAX_VALUE : random.nextInt(1_000),
                huge ? Long.MAX_VALUE : random.nextInt(1_000),
                random.nextBoolean() ? -1 : Long.MAX_VALUE,
                random.nextBoolean() ? "USD" : "EUR",
                new Position("usage", 0, random.nextInt(1_000)));
    }

    /** Five weeks of a few identities of few habits, which now and then change; a little out of order. */
    private static List<HourPart> parts(Random random, int identities) {
        List<HourPart> parts = new ArrayList<>();
        int[] habit = random.ints(identities, 0, 5).toArray();
        habit[0] = 4 + random.nextInt(2);
        for (int hour = 0; hour < 35 * 24; hour++) {
            for (int identity = 0; identity < identities; identity++) {
                if (random.nextInt(4_000) == 0) {
                    habit[identity] = random.nextInt(5);
                }
                if (hour % 24 / 4 == habit[identity] % 3 + 1) {
                    long late = random.nextInt(20) == 0 ? random.nextInt(30) : 0;
                    parts.add(part(random, identity, habit[identity], HourLife.MONDAY + hour - late, parts.size()));
                }
            }
        }
        return parts;
    }

    private static HourPart part(Random random, int identity, int habit, long hour, int offset) {
        long calls = (habit == 5 ? 900 : 30) + random.nextInt(2);
        return new HourPart(
                "nhi-" + identity,
                hour,
                habit == 5 ? "app-" + random.nextInt(3) : "app",
                "model-" + habit % 2,
                identity % 3 == 0 ? "test" : "production",
                calls,
                calls * (800 + habit),
                calls * 200,
                habit == 4 ? -1 : calls * 3_000_000,
                "USD",
                new Position("usage", 0, offset));
    }
}

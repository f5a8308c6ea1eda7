// SPDX-License-Identifier: Apache-2.0
package io.keysurge.state;

import static io.keysurge.state.Goldens.bytes;
import static io.keysurge.state.Goldens.golden;
import static io.keysurge.state.Goldens.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.detect.ApplicationBook;
import io.keysurge.detect.Budget;
import io.keysurge.detect.BudgetPeriod;
import io.keysurge.detect.BusinessUnits;
import io.keysurge.detect.Contributors;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.EnvironmentMismatch;
import io.keysurge.detect.GroupPart;
import io.keysurge.detect.GroupSettings;
import io.keysurge.detect.HourPart;
import io.keysurge.detect.Position;
import io.keysurge.detect.Producer;
import io.keysurge.detect.ProducerBook;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Producers;
import io.keysurge.detect.SharedBook;
import io.keysurge.detect.SharedBudgetKeeper;
import io.keysurge.detect.SharedPart;
import io.keysurge.detect.UnitBook;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running detector wrote of groups must be read by the next one: see {@link Goldens}. */
@DisplayName("Packed state of groups")
class PackedGroupsTest {

    private static final long MONDAY = 29_459_520L;

    private final UnitBook unit = new UnitBook();
    private final ApplicationBook application = new ApplicationBook();

    PackedGroupsTest() {
        var units = new BusinessUnits(DetectionSettings.DEFAULTS, GroupSettings.DEFAULTS);
        var applications = new EnvironmentMismatch(GroupSettings.DEFAULTS);
        for (int hour = 0; hour < 15 * 24; hour += 8) {
            for (int identity = 0; identity < 3; identity++) {
                units.observe(unit, "büro", part(identity, hour));
                applications.observe(application, part(identity, hour));
            }
        }
        assertThat(unit.hasOpenEpisode()).isTrue();
        assertThat(application.hasOpenEpisode()).isTrue();
    }

    @Test
    void is_byte_for_byte_what_a_released_version_wrote() throws IOException {
        String packedUnit = hex(PackedGroups.unitBook(unit));
        String packedApplication = hex(PackedGroups.applicationBook(application));
        assertThat(packedUnit).isEqualTo(golden("unit-v1.hex", packedUnit));
        assertThat(packedApplication).isEqualTo(golden("application-v1.hex", packedApplication));
        assertThat(hex(PackedGroups.shared(shared())))
                .isEqualTo(golden("shared-v2.hex", hex(PackedGroups.shared(shared()))));
        assertThat(hex(PackedGroups.producer(producer())))
                .isEqualTo(golden("producer-v1.hex", hex(PackedGroups.producer(producer()))));
    }

    @Test
    void is_read_and_written_back_unchanged() {
        byte[] packedUnit = PackedGroups.unitBook(unit);
        byte[] packedApplication = PackedGroups.applicationBook(application);
        assertThat(PackedGroups.unitBook(PackedGroups.unitBook(packedUnit))).isEqualTo(packedUnit);
        assertThat(PackedGroups.applicationBook(PackedGroups.applicationBook(packedApplication)))
                .isEqualTo(packedApplication);
        byte[] packedShared = PackedGroups.shared(shared());
        byte[] packedProducer = PackedGroups.producer(producer());
        assertThat(PackedGroups.shared(PackedGroups.shared(packedShared))).isEqualTo(packedShared);
        assertThat(PackedGroups.producer(PackedGroups.producer(packedProducer))).isEqualTo(packedProducer);
    }

    @Test
    void of_budgets_in_the_first_layout_is_read_and_written_in_the_newest() throws IOException {
        byte[] first = bytes(golden("shared-v1.hex", ""));
        byte[] renewed = PackedGroups.shared(PackedGroups.shared(first));
        assertThat(first[0]).isEqualTo((byte) 2);
        assertThat(renewed[0]).isEqualTo((byte) 4);
        assertThat(PackedGroups.shared(PackedGroups.shared(renewed))).isEqualTo(renewed);
    }

    @Test
    void is_told_of_in_parts_that_are_read_as_they_were_written() {
        GroupPart hour = part(2, 8);
        GroupPart published = published(3);
        assertThat(PackedParts.part(PackedParts.pack(hour))).isEqualTo(hour);
        assertThat(PackedParts.part(PackedParts.pack(published))).isEqualTo(published);
        byte[] consumed = PackedParts.pack(consumed(3));
        assertThat(PackedParts.pack(PackedParts.part(consumed))).isEqualTo(consumed);
    }

    @Test
    void from_a_newer_detector_is_refused() {
        byte[] newer = PackedGroups.unitBook(unit);
        newer[0] = 8;
        assertThatThrownBy(() -> PackedGroups.unitBook(newer)).hasMessageContaining("stored business unit: version 4");
    }

    /** A budget of which half was taken, in the second of two periods. */
    private static SharedBook shared() {
        var budget =
                new Budget("daily", "tokens", 6_000, new BudgetPeriod("day", ZoneId.of("UTC")), true, List.of(50, 100));
        var book = new SharedBook();
        for (int i = 0; i < 40; i++) {
            new SharedBudgetKeeper().observe(book, "owner:büro", List.of(budget), consumed(i));
        }
        return book;
    }

    private static SharedPart consumed(int i) {
        var contributors = new Contributors();
        contributors.add("nhi-" + i % 20, 100L + i);
        return new SharedPart(
                MONDAY + i * 60, 100L + i, 7L * i, i % 2 == 0 ? "USD" : null, contributors, "e-" + i, position(i));
    }

    /** One that says of little whose it is, and fell silent while others did not. */
    private static Producer producer() {
        var book = new ProducerBook(List.of());
        var judge = new Producers(GroupSettings.DEFAULTS);
        for (int i = 0; i < 8 * 1440; i += 4) {
            if (i < 7 * 1440 + 600) {
                judge.observe(book, published(i));
            }
            for (String other : List.of("a", "b")) {
                judge.observe(book, new ProducerPart(other, MONDAY + i, 1, 0, "e-" + i, position(i)));
            }
        }
        return Objects.requireNonNull(book.find("büro"));
    }

    private static ProducerPart published(int i) {
        return new ProducerPart("büro", MONDAY + i, 10, 9, "e-" + i, position(i));
    }

    private static Position position(int i) {
        return new Position("keysurge.usage", 2, 1_000L + i);
    }

    private static HourPart part(int identity, int hour) {
        long calls = identity == 2 ? 900 : 100;
        return new HourPart(
                "nhi-" + identity,
                MONDAY / 60 + hour,
                identity == 2 && hour % 16 == 0 ? null : "app-" + hour % 3,
                identity == 2 ? null : "model-" + hour % 5,
                identity == 1 ? "production" : "test",
                calls,
                800 * calls,
                200 * calls,
                identity == 2 ? -1 : 2_000 * calls,
                identity == 2 ? null : "USD",
                new Position("keysurge.usage", 2, 1_000L + hour));
    }
}

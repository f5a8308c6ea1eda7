// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static io.keysurge.detect.Life.DAY;
import static io.keysurge.detect.Life.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The calendar")
class CalendarTest {

    @Test
    void has_weekends_off_from_midnight_to_midnight() {
        Calendar calendar = Calendar.WEEKENDS;
        assertThat(calendar.isOff(MONDAY + 5 * DAY - 1)).isFalse();
        assertThat(calendar.isOff(MONDAY + 5 * DAY)).isTrue();
        assertThat(calendar.isOff(MONDAY + 7 * DAY - 1)).isTrue();
        assertThat(calendar.isOff(MONDAY + 7 * DAY)).isFalse();
    }

    @Test
    void can_have_other_weekends() {
        var fridays = new Calendar(Set.of(5), Set.of());
        assertThat(fridays.isOff(MONDAY + 4 * DAY)).isTrue();
        assertThat(fridays.isOff(MONDAY + 5 * DAY)).isFalse();
    }

    @Test
    void can_have_further_days_off() {
        var epiphany = new Calendar(Set.of(6, 7), Set.of((MONDAY + DAY) / DAY));
        assertThat(epiphany.isOff(MONDAY)).isFalse();
        assertThat(epiphany.isOff(MONDAY + DAY)).isTrue();
        assertThat(epiphany.isOff(MONDAY + 2 * DAY)).isFalse();
    }

    @Test
    void can_have_no_day_off_at_all() {
        var always = new Calendar(Set.of(), Set.of());
        for (int day = 0; day < 7; day++) {
            assertThat(always.isOff(MONDAY + day * DAY)).isFalse();
        }
    }
}

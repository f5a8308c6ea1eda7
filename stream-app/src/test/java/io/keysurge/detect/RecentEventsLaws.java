// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Which events are remembered, however they come. */
class RecentEventsLaws {

    private static final int GRACE = 10;

    private record Known(String id, long minute) {}

    @Property(tries = 200)
    void are_the_newest_128_within_the_grace_period(
            @ForAll @Size(min = 200, max = 600) List<@IntRange(max = 400) Integer> ids,
            @ForAll @IntRange(min = 1, max = 60) int eventsPerMinute) {
        var recent = new RecentEvents();
        var model = new ArrayDeque<Known>();
        for (int i = 0; i < ids.size(); i++) {
            String id = "event-" + ids.get(i);
            long minute = i / eventsPerMinute;
            long earliest = minute - GRACE;
            boolean isNew = model.stream().noneMatch(known -> known.id().equals(id));

            assertThat(recent.add(id, minute, earliest)).as("event %s", i).isEqualTo(isNew);

            if (isNew) {
                while (!model.isEmpty() && model.element().minute() < earliest) {
                    model.remove();
                }
                if (model.size() == RecentEvents.CAPACITY) {
                    model.remove();
                }
                model.add(new Known(id, minute));
            }
        }
    }
}

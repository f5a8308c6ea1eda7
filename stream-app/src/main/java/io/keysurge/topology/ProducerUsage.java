// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Position;
import io.keysurge.detect.ProducerPart;
import io.keysurge.detect.Usage;
import io.keysurge.rollup.Consumption.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What each producer published to the partitions of one task since the last commit: a sum for each and minute. */
final class ProducerUsage {

    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    private @Nullable Sum latest;

    private record Place(String producer, long minute) {}

    private static final class Sum {
        private final Place place;
        private long events;
        private long unattributed;
        private String lastEventId;
        private Position lastEvent;

        Sum(Place place, Usage first) {
            this.place = place;
            this.lastEventId = first.eventId();
            this.lastEvent = first.position();
        }

        void add(Usage usage, Account account) {
            events++;
            if (!account.isAttributed()) {
                unattributed++;
            }
            lastEventId = usage.eventId();
            lastEvent = usage.position();
        }

        boolean isOf(String producer, long minute) {
            return place.minute() == minute && place.producer().equals(producer);
        }
    }

    /** Adds an event that counted. */
    void note(@Nullable String producer, Usage usage, Account account) {
        String name = producer == null ? "" : producer;
        Sum sum = latest;
        // One event after the other is mostly of one producer and one minute.
        if (sum == null || !sum.isOf(name, usage.minute())) {
            sum = sums.computeIfAbsent(new Place(name, usage.minute()), place -> new Sum(place, usage));
            latest = sum;
        }
        sum.add(usage, account);
    }

    /** Gives everything away. */
    void send(Consumer<ProducerPart> send) {
        sums.values()
                .forEach(sum -> send.accept(new ProducerPart(
                        sum.place.producer(),
                        sum.place.minute(),
                        sum.events,
                        sum.unattributed,
                        sum.lastEventId,
                        sum.lastEvent)));
        sums.clear();
        latest = null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keysurge.contract.UsageEvent;
import io.keysurge.generate.Population;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Usage for detectors to work on, and how far they are. */
final class Load {

    private Load() {}

    /** Identities over four and a half days, of which one ends with fifty times its usual use; some comes twice. */
    static List<UsageEvent> lives(int identities) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        List<UsageEvent> lives = new ArrayList<>();
        Population.of(7, identities, "")
                .usage(end.minus(Duration.ofHours(108)), end)
                .forEachRemaining(lives::add);
        UsageEvent last = lives.get(lives.size() - 1);
        for (int minute = 4; minute >= 0; minute--) {
            UsageEvent spike = UsageEvent.newBuilder(last)
                    .setEventId("spike-" + minute)
                    .setOccurredAt(end.minus(Duration.ofMinutes(minute)))
                    .setInputTokens(50_000_000)
                    .setCost(null)
                    .build();
            lives.add(spike);
            lives.add(spike);
        }
        return lives;
    }

    static void publish(Installation installation, List<UsageEvent> events) {
        List<String> unpublished = new CopyOnWriteArrayList<>();
        try (var publisher = installation.publisher()) {
            events.forEach(event -> publisher.publish(event.getIdentityId(), event, unpublished::add));
            publisher.flush();
            assertThat(unpublished).isEmpty();
        }
    }

    /** Waits until a detector has seen so many events since it started. */
    static void awaitCounted(DetectorProcess detector, double events) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> detector.counter("keysurge_usage_events_total") >= events);
    }
}

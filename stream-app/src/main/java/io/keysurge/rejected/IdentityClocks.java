// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Usage;
import io.keysurge.usage.UsageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the clocks of some identities have come: an event that is too far behind its identity's own clock does not
 * count. Says what the engine would, from usage of the identity alone that is younger than the event.
 */
final class IdentityClocks {

    private final DetectionSettings settings;
    private final Map<Who, Long> newestMinutes = new HashMap<>();
    private final Map<Integer, Long> earliest = new HashMap<>();

    /** An identity in a partition of the usage topic: each partition is judged by itself. */
    private record Who(int partition, String identityId) {}

    IdentityClocks(DetectionSettings settings) {
        this.settings = settings;
    }

    /** The clock of this event's identity will be asked for. */
    void want(Usage usage) {
        newestMinutes.putIfAbsent(who(usage), Long.MIN_VALUE);
        earliest.merge(usage.position().partition(), usage.occurredAt(), Math::min);
    }

    /**
     * Of each partition with a wanted identity, from when on usage has to be noted. What makes an event late is younger
     * than it by the grace period, and no event is appended earlier than its date allows.
     */
    Map<Integer, Instant> since() {
        Map<Integer, Instant> since = new HashMap<>();
        earliest.forEach((partition, millis) -> since.put(
                partition,
                Instant.ofEpochMilli(millis)
                        .plus(Duration.ofMinutes(settings.graceMinutes()))
                        .minus(UsageRules.MAX_AHEAD)));
        return since;
    }

    /** An event counts, now or once it is published again. */
    void note(Admitted admitted) {
        newestMinutes.computeIfPresent(
                who(admitted.usage()),
                (who, newest) -> Math.max(newest, admitted.usage().minute()));
    }

    /** How far an event's identity is if that is too far for the event to count; null when it would count. */
    @Nullable
    Instant tooFar(Usage usage) {
        long newest = newestMinutes.getOrDefault(who(usage), Long.MIN_VALUE);
        return newest > usage.minute() && settings.isLate(usage.minute(), newest)
                ? Instant.ofEpochSecond(Duration.ofMinutes(newest).toSeconds())
                : null;
    }

    private static Who who(Usage usage) {
        return new Who(usage.position().partition(), usage.identityId());
    }
}

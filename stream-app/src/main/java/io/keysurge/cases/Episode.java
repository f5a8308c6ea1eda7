// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cases;

import io.keysurge.alerts.Tailed;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EpisodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All revisions of one alert that the topic holds, the first one first.
 *
 * @param revisions one or more
 */
public record Episode(List<Tailed<Alert>> revisions) {

    /** Episodes this far apart are still told together. */
    public static final Duration NEAR = Duration.ofHours(1);

    public Episode {
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("revisions: none (expected: one or more)");
        }
        revisions = List.copyOf(revisions);
    }

    /** The alert's id. */
    public String id() {
        return newest().getAlertId();
    }

    /** The oldest revision there is, where it stands. */
    public Tailed<Alert> first() {
        return revisions.get(0);
    }

    /** What the alert says now. */
    public Alert newest() {
        return revisions.get(revisions.size() - 1).value();
    }

    /** True once it was announced closed, and did not go on. */
    public boolean closed() {
        return newest().getState() == EpisodeState.CLOSED;
    }

    /** Event time at which what was judged began. */
    public Instant begin() {
        return first().value().getWindow().getStart();
    }

    /** Event time of the newest revision. */
    public Instant end() {
        return newest().getRaisedAt();
    }

    /** True when both overlap in event time, or are no further apart than {@link #NEAR}. */
    public boolean near(Episode other) {
        return !begin().minus(NEAR).isAfter(other.end()) && !other.begin().isAfter(end().plus(NEAR));
    }
}

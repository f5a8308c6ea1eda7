// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one usage event.
 *
 * @param outcome whether it counted
 * @param findings revisions of episodes that it caused, oldest episode first
 * @param attempt what it tells about its source; null when the call is the identity's own
 */
public record Observation(
        Outcome outcome, List<Finding> findings, @Nullable Attempt attempt) {

    static final Observation DUPLICATE = new Observation(Outcome.DUPLICATE, List.of(), null);
    static final Observation LATE = new Observation(Outcome.LATE, List.of(), null);

    public Observation {
        findings = findings.isEmpty() ? List.of() : List.copyOf(findings);
    }

    /** Whether an event counted. */
    public enum Outcome {
        /** It counted. */
        COUNTED,
        /** Its id was seen before within the horizon; nothing changed. */
        DUPLICATE,
        /** It is further behind the identity's clock than the grace period; nothing changed. */
        LATE
    }
}

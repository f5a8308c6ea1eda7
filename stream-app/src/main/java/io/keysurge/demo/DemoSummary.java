// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.contract.Alert;
import java.util.List;

/**
 * What a demo came to.
 *
 * @param identities identities that lived
 * @param historyEvents events of history
 * @param liveEvents events of the live part
 * @param historySeconds how long it took to publish and judge the history
 * @param seconds how long it all took
 * @param alerts alert records, revisions included
 * @param dryRunActions actions that the sink would have taken
 * @param contained true when a live sink suspended the stolen key, and a person undid it
 * @param stories what became of each story
 * @param falseAlerts alerts about identities to whom nothing happened
 */
public record DemoSummary(
        int identities,
        long historyEvents,
        long liveEvents,
        double historySeconds,
        double seconds,
        int alerts,
        long dryRunActions,
        boolean contained,
        List<StoryOutcome> stories,
        List<Alert> falseAlerts) {

    public DemoSummary {
        stories = List.copyOf(stories);
        falseAlerts = List.copyOf(falseAlerts);
    }

    /** True when every story was caught and would have been acted on, and nobody else was accused. */
    public boolean passed() {
        return stories.stream().allMatch(StoryOutcome::passed) && falseAlerts.isEmpty();
    }

    /** Events of history published and judged per second. */
    public double historyRate() {
        return historySeconds > 0 ? historyEvents / historySeconds : 0;
    }
}

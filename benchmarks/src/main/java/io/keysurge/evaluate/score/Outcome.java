// SPDX-License-Identifier: Apache-2.0
package io.keysurge.evaluate.score;

/**
 * What became of one incident.
 *
 * @param incident what happened
 * @param found whether an alert told of it in time
 * @param delay minutes from its start to the end of the minute of the first such alert, not below 0; 0 when not found
 * @param before whether that alert came before the start
 */
public record Outcome(Incident incident, boolean found, long delay, boolean before) {

    /** Nobody told of it. */
    static Outcome missed(Incident incident) {
        return new Outcome(incident, false, 0, false);
    }

    /** An alert told of it first in this minute. */
    static Outcome found(Incident incident, long minute) {
        long delay = Math.max(0, minute + 1 - incident.start());
        return new Outcome(incident, true, delay, minute < incident.start());
    }

    /** The part of the incident that was over when the alert came; as if its tokens were spent evenly. */
    public double elapsed() {
        return Math.min(1.0, delay / (double) Math.max(1, incident.minutes()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.replay;

import io.keysurge.detect.Observation.Outcome;

/** Counts what became of events. */
public final class Tally {

    private long counted;
    private long duplicates;
    private long late;
    private long unjudged;

    void add(Outcome outcome) {
        switch (outcome) {
            case COUNTED -> counted++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
        }
    }

    void addUnjudged() {
        unjudged++;
    }

    void add(Tally other) {
        counted += other.counted;
        duplicates += other.duplicates;
        late += other.late;
        unjudged += other.unjudged;
    }

    /** Events that counted. */
    public long counted() {
        return counted;
    }

    /** Events whose id was known. */
    public long duplicates() {
        return duplicates;
    }

    /** Events too far behind their identity's clock. */
    public long late() {
        return late;
    }

    /** Events of identities for which there was no room. */
    public long unjudged() {
        return unjudged;
    }
}

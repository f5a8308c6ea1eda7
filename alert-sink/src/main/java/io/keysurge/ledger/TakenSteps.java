// SPDX-License-Identifier: Apache-2.0
package io.keysurge.ledger;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Ids of steps that were taken, in the order of time. */
final class TakenSteps {

    private final NavigableSet<Taken> inOrder = new TreeSet<>();

    private record Taken(Instant at, String actionId) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : actionId.compareTo(other.actionId);
        }
    }

    void add(Instant at, String actionId) {
        inOrder.add(new Taken(at, actionId));
    }

    void remove(Instant at, String actionId) {
        inOrder.remove(new Taken(at, actionId));
    }

    void clear() {
        inOrder.clear();
    }

    /** Ids of steps taken then or later, the oldest first. */
    List<String> since(Instant at) {
        return inOrder.tailSet(new Taken(at, "")).stream().map(Taken::actionId).toList();
    }
}

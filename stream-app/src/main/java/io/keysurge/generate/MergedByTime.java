// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several streams of events, each in order of time, as one. Events of the same instant keep the order of the streams. */
public final class MergedByTime implements Iterator<UsageEvent> {

    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparing(Head::at).thenComparingInt(Head::place));

    /** Merges streams that are in order of time themselves. */
    public MergedByTime(List<? extends Iterator<UsageEvent>> streams) {
        for (int place = 0; place < streams.size(); place++) {
            push(place, streams.get(place));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public UsageEvent next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        push(head.place, head.rest);
        return head.event;
    }

    private void push(int place, Iterator<UsageEvent> rest) {
        if (rest.hasNext()) {
            heads.add(new Head(place, rest.next(), rest));
        }
    }

    private record Head(int place, UsageEvent event, Iterator<UsageEvent> rest) {
        Instant at() {
            return event.getOccurredAt();
        }
    }
}

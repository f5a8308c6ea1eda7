// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All producers, and what of them has changed since somebody asked. At most {@value #MOST}: the one silent longest leaves. */
public final class ProducerBook {

    static final int MOST = 1_024;

    private final Map<String, Producer> producers = new TreeMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** A book of producers as they were remembered. */
    public ProducerBook(Iterable<Producer> remembered) {
        remembered.forEach(producer -> producers.put(producer.name(), producer));
    }

    /** A producer; null when it is not known. */
    public @Nullable Producer find(String name) {
        return producers.get(name);
    }

    Producer visit(ProducerPart part) {
        Producer known = producers.get(part.producer());
        if (known == null) {
            makeRoom();
            known = new Producer(part.producer(), part.minute());
            producers.put(part.producer(), known);
        }
        changed.add(part.producer());
        return known;
    }

    private void makeRoom() {
        if (producers.size() < MOST) {
            return;
        }
        Producer silent = producers.values().iterator().next();
        for (Producer each : producers.values()) {
            if (each.newestMinute() < silent.newestMinute()) {
                silent = each;
            }
        }
        producers.remove(silent.name());
        changed.add(silent.name());
    }

    Collection<Producer> all() {
        return producers.values();
    }

    /** How many of them are named for what they do not say. */
    long unattributed() {
        return producers.values().stream()
                .filter(producer -> producer.unattributedEpisode != null)
                .count();
    }

    void changed(Producer producer) {
        changed.add(producer.name());
    }

    /**
     * What time it is: the newest minute that two producers have reached, so that one clock ahead moves nothing; 0 while
     * there are not two.
     */
    long now() {
        long newest = 0;
        long second = 0;
        for (Producer each : producers.values()) {
            if (each.newestMinute() > newest) {
                second = newest;
                newest = each.newestMinute();
            } else if (each.newestMinute() > second) {
                second = each.newestMinute();
            }
        }
        return second;
    }

    /** Names of those that changed, or left, since this was asked last. */
    public Set<String> takeChanged() {
        Set<String> taken = new LinkedHashSet<>(changed);
        changed.clear();
        return taken;
    }
}

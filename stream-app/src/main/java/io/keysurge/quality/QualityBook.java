// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import io.keysurge.wording.Redaction;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each producer published, by name. */
public final class QualityBook {

    /** Stands for records that cannot be read, so that nobody knows whose they are. */
    public static final String UNREADABLE = "(unreadable)";
    /** Stands for events that name no producer. */
    public static final String NAMELESS = "(none named)";
    /** Stands for all producers beyond the first 500. */
    public static final String OTHERS = "(others)";

    private static final int MOST = 500;

    private final Map<String, ProducerQuality> producers = new TreeMap<>();

    QualityBook() {}

    /** Producers in alphabetical order; what is in parentheses is none. */
    public Map<String, ProducerQuality> producers() {
        return new TreeMap<>(producers);
    }

    /** All of them together. */
    public ProducerQuality total() {
        ProducerQuality total = new ProducerQuality();
        producers.values().forEach(total::add);
        return total;
    }

    /** The entry of a producer, as events name it. */
    ProducerQuality of(@Nullable String producer) {
        return entry(nameOf(producer));
    }

    /** What a producer is called here: a name may be anything, and one that looks like a credential is hidden. */
    static String nameOf(@Nullable String producer) {
        return producer == null || producer.isEmpty() ? NAMELESS : Redaction.mask(producer);
    }

    ProducerQuality unreadable() {
        return entry(UNREADABLE);
    }

    /** Names can be made up, and there is no end to them. */
    private ProducerQuality entry(String name) {
        ProducerQuality known = producers.get(name);
        if (known != null) {
            return known;
        }
        String kept = producers.size() < MOST ? name : OTHERS;
        return producers.computeIfAbsent(kept, first -> new ProducerQuality());
    }

    synchronized void add(QualityBook other) {
        other.producers.forEach((name, quality) -> entry(name).add(quality));
    }
}

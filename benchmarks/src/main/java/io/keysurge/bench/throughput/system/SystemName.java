// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import java.util.Locale;

/** The systems, in the order they are measured. */
public enum SystemName {
    /** A consumer that looks at nothing. */
    RAW("consumer, bytes only", Answer.NONE),
    /** A consumer that decodes whole records. */
    SPECIFIC("consumer + SpecificRecord", Answer.NONE),
    /** Kafka Streams that does nothing. */
    FLOOR("Kafka Streams, empty", Answer.NONE),
    /** The detector without what finance reads. */
    KEYSURGE_BARE("Keysurge, without roll-ups", Answer.ENGINE),
    /** The detector. */
    KEYSURGE("Keysurge, all detectors", Answer.ENGINE),
    /** The detector where every identity is registered and has budgets, and business units share some. */
    KEYSURGE_DECLARED("Keysurge, registered, with budgets", Answer.ENGINE),
    /** Kafka Streams as its DSL suggests it. */
    DSL("Kafka Streams DSL", Answer.RULE),
    /** Flink as its documentation suggests it. */
    FLINK("Flink", Answer.RULE),
    /** Flink that decodes no more than it needs. */
    FLINK_TUNED("Flink, tuned", Answer.RULE);

    private final String description;
    private final Answer answer;

    SystemName(String description, Answer answer) {
        this.description = description;
        this.answer = answer;
    }

    /** What it is, for a table. */
    public String description() {
        return description;
    }

    /** Which alerts it must raise. */
    public Answer answer() {
        return answer;
    }

    /** The system of a name as people write it. */
    public static SystemName of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** True where the registry has something to say. */
    public boolean isDeclared() {
        return this == KEYSURGE_DECLARED;
    }

    /** As people write it: {@code flink-tuned}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which alerts are expected of a system. */
    public enum Answer {
        /** None: it judges nothing. */
        NONE,
        /** Those of the simple rule. */
        RULE,
        /** Those of the pure engine. */
        ENGINE
    }
}

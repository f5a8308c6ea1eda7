// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** How the subject of a record's schema is named; the three strategies of Confluent's serialisers. */
public enum SubjectNaming {
    /** {@code <topic>-key} or {@code <topic>-value}: one kind of record per topic. */
    TOPIC_NAME_STRATEGY,
    /** The record's full name: one history per record, whatever topic it is on. */
    RECORD_NAME_STRATEGY,
    /** {@code <topic>-<record's full name>}: several kinds of record per topic, a history for each. */
    TOPIC_RECORD_NAME_STRATEGY;

    /** The subject under which the schema of a record on the topic is registered. */
    public String subject(String topic, boolean isKey, Schema schema) {
        return switch (this) {
            case TOPIC_NAME_STRATEGY -> topic + (isKey ? "-key" : "-value");
            case RECORD_NAME_STRATEGY -> schema.getFullName();
            case TOPIC_RECORD_NAME_STRATEGY -> topic + "-" + schema.getFullName();
        };
    }

    /**
     * The strategy called by Confluent's class name, with or without its package.
     *
     * @throws ConfigException when there is no such strategy
     */
    public static SubjectNaming of(String setting, String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(strategy -> strategy.simpleName().equals(simple))
                .findFirst()
                .orElseThrow(() -> new ConfigException(setting + ": " + name + " (expected: one of "
                        + Arrays.stream(values()).map(SubjectNaming::simpleName).collect(Collectors.joining(", "))
                        + ")"));
    }

    private String simpleName() {
        return Arrays.stream(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}

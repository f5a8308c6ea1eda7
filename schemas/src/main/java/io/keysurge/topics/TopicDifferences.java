// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** Compares topics as they are with topics as they should be; pure. */
final class TopicDifferences {

    private static final String UNLIMITED = "-1";
    private static final int SAFE_IN_SYNC = 2;
    private static final Set<String> OPERATORS_CHOICE =
            Set.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG);

    private TopicDifferences() {}

    static List<String> between(Topics topics, Map<String, ExistingTopic> existing) {
        List<String> differences = new ArrayList<>();
        for (TopicSpec spec : topics.all()) {
            ExistingTopic found = existing.get(spec.name());
            if (found == null) {
                differences.add(spec.name() + ": does not exist (expected: created before use); run `keysurge setup`");
            } else {
                policies(spec, found, differences);
                replication(spec, found, differences);
            }
        }
        coPartitioning(topics, existing, differences);
        return List.copyOf(differences);
    }

    private static void policies(TopicSpec spec, ExistingTopic found, List<String> differences) {
        new TreeMap<>(spec.config()).forEach((name, expected) -> {
            boolean binding = !OPERATORS_CHOICE.contains(name) || expected.equals(UNLIMITED);
            String actual = found.config().getOrDefault(name, "not set");
            if (binding && !asSet(actual).equals(asSet(expected))) {
                differences.add(spec.name() + ": " + name + " is " + actual + " (expected: " + expected
                        + "); change it with kafka-configs --alter --entity-type topics --entity-name " + spec.name()
                        + " --add-config " + name + "=[" + expected + "]");
            }
        });
    }

    private static void replication(TopicSpec spec, ExistingTopic found, List<String> differences) {
        int inSync = Integer.parseInt(found.config().getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
        if (found.replication() > SAFE_IN_SYNC && inSync < SAFE_IN_SYNC) {
            differences.add(spec.name() + ": " + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + " is " + inSync
                    + " (expected: " + SAFE_IN_SYNC + " or more with " + found.replication()
                    + " replicas); a record confirmed by one broker alone is lost with it");
        }
    }

    private static void coPartitioning(Topics topics, Map<String, ExistingTopic> existing, List<String> differences) {
        ExistingTopic usage = existing.get(topics.usage().name());
        if (usage == null) {
            return;
        }
        for (TopicSpec spec : topics.coPartitioned()) {
            ExistingTopic found = existing.get(spec.name());
            if (found != null && found.partitions() != usage.partitions()) {
                differences.add(spec.name() + ": has " + found.partitions() + " partitions (expected: "
                        + usage.partitions() + ", as " + topics.usage().name()
                        + "); one task has to see all of one identity, so create the smaller topic anew");
            }
        }
    }

    /** {@code compact,delete} and {@code delete,compact} are one policy. */
    private static Set<String> asSet(String value) {
        return Set.copyOf(List.of(value.split(",", -1)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks before the start what would otherwise fail later and say less: are the topics there, do they fit together? */
final class Preflight {

    static final long PATIENCE_SECONDS = 30;

    private static final String LOG_APPEND_TIME = "LogAppendTime";

    private final Admin admin;
    private final Topics topics;

    Preflight(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Checks the broker's side.
     *
     * @throws IllegalStateException saying what is missing and how to mend it
     */
    void check() throws InterruptedException {
        Set<String> present =
                get("list the topics", () -> admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        Set<String> missing = new TreeSet<>();
        for (TopicSpec topic : new TopicSpec[] {
            topics.usage(),
            topics.identities(),
            topics.budgets(),
            topics.exposures(),
            topics.alerts(),
            topics.usageRejected(),
            topics.attempts(),
            topics.groups(),
            topics.spend(),
            topics.reviews(),
            topics.actions(),
            topics.revocations()
        }) {
            if (!present.contains(topic.name())) {
                missing.add(topic.name());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "topics missing: " + String.join(", ", missing) + " (create them with: keysurge setup)");
        }
        checkCoPartitioned();
        checkAppendTime();
    }

    /** With the producers' own time stamps nobody could tell which event is dated ahead, and a replay would differ. */
    private void checkAppendTime() throws InterruptedException {
        String usage = topics.usage().name();
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, usage);
        Map<ConfigResource, Config> configs = get(
                "read the configuration of " + usage,
                () -> admin.describeConfigs(Set.of(resource)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        Config config = configs.get(resource);
        ConfigEntry entry = config == null ? null : config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        String type = entry == null ? "not known" : entry.value();
        if (!LOG_APPEND_TIME.equals(type)) {
            throw new IllegalStateException(usage + ": " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + " is " + type
                    + " (expected: " + LOG_APPEND_TIME + "); change it with kafka-configs --alter --entity-type topics"
                    + " --entity-name " + usage + " --add-config " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + "="
                    + LOG_APPEND_TIME);
        }
    }

    private void checkCoPartitioned() throws InterruptedException {
        String usage = topics.usage().name();
        Set<String> together =
                topics.coPartitioned().stream().map(TopicSpec::name).collect(Collectors.toSet());
        Map<String, TopicDescription> described = get(
                "describe the topics",
                () -> admin.describeTopics(together).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        int ofUsage = partitions(described, usage);
        for (TopicSpec other : topics.coPartitioned()) {
            int partitions = partitions(described, other.name());
            if (partitions != ofUsage) {
                throw new IllegalStateException(other.name() + ": " + partitions + " partitions (expected: " + ofUsage
                        + " as " + usage + " has, so that one task sees all of one identity)");
            }
        }
    }

    private static int partitions(Map<String, TopicDescription> described, String topic) {
        TopicDescription description = described.get(topic);
        return description == null ? 0 : description.partitions().size();
    }

    /** What is asked of a broker. */
    interface Question<T> {
        T ask() throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * A broker's answer.
     *
     * @throws IllegalStateException when there is none, saying what cannot be done
     */
    static <T> T get(String what, Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot " + what + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "cannot " + what + ": no broker answered within " + PATIENCE_SECONDS
                            + " s (check bootstrap.servers)",
                    e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.MarkdownTable.code;

import io.keysurge.state.HeapShare;
import io.keysurge.state.Stores;
import io.keysurge.topics.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Every topic: what is in it, for how long, and what for. */
final class TopicsPage {

    private TopicsPage() {}

    static String render(House house) {
        return """
                # Topics

                Names begin with the setting `topic.prefix`, here its default. Keys are UTF-8 text. Values are Avro in the
                Confluent wire format, under the subject of the topic's name and `-value`; see `contracts.md`.
                `keysurge setup` creates what is missing and compares what exists.

                %s
                %s share their number of partitions, so that one task sees all of one identity.

                ## Configuration

                What differs from the broker's defaults.

                %s
                ## Internal topics

                Kafka Streams creates them for itself: one changelog per store, from which a store is rebuilt. They are
                compacted and belong to the detector alone. Each has as many partitions as `%s`, those of `%s` as many as
                `%s`, those of `%s` and `%s` as many as `%s`.

                %s""".formatted(
                        catalogue(house),
                        partitioned(house),
                        configuration(house),
                        house.topics().usage().name(),
                        Stores.SOURCES,
                        house.topics().attempts().name(),
                        Stores.GROUPS,
                        Stores.PRODUCERS,
                        house.topics().groups().name(),
                        changelogs(house));
    }

    private static String catalogue(House house) {
        var table = new MarkdownTable("topic", "key", "value", "kept", "what for");
        for (TopicSpec topic : house.topics().all()) {
            table.row(code(topic.name()), topic.key(), value(topic, house), kept(topic.config()), topic.purpose());
        }
        return table.toString();
    }

    private static String value(TopicSpec topic, House house) {
        if (topic.value() == null) {
            return topic.equals(house.topics().usageRejected()) ? "raw bytes and headers" : "packed bytes";
        }
        String name = topic.value().getSimpleName();
        return ContractsPage.link(name);
    }

    private static String kept(Map<String, String> config) {
        String policy = config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        boolean compacted = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        String newest = "the newest of each key";
        if (!policy.contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
            return newest;
        }
        String retention = retention(config.get(TopicConfig.RETENTION_MS_CONFIG));
        return compacted ? newest + ", " + retention : retention;
    }

    private static String retention(@Nullable String millis) {
        if (millis == null) {
            return "as the broker is set";
        }
        long value = Long.parseLong(millis);
        if (value < 0) {
            return "for ever";
        }
        long days = Duration.ofMillis(value).toDays();
        return days == 1 ? "a day" : days + " days";
    }

    private static String partitioned(House house) {
        return house.topics().coPartitioned().stream()
                .map(TopicSpec::name)
                .map(MarkdownTable::code)
                .collect(Collectors.joining(", "));
    }

    private static String configuration(House house) {
        var table = new MarkdownTable("topic", "configuration");
        house.topics().all().forEach(topic -> table.row(code(topic.name()), pairs(topic.config())));
        return table.toString();
    }

    private static String changelogs(House house) {
        var table = new MarkdownTable("topic", "store", "configuration");
        for (StoreBuilder<?> store : List.of(
                Stores.identities(),
                Stores.openEpisodes(),
                Stores.profiles(new HeapShare(0)),
                Stores.flood(),
                Stores.sources())) {
            String topic = house.applicationId() + "-" + store.name() + "-changelog";
            table.row(code(topic), code(store.name()), pairs(store.logConfig()));
        }
        return table.toString();
    }

    private static String pairs(Map<String, String> config) {
        return new TreeMap<>(config)
                .entrySet().stream()
                        .map(entry -> code(entry.getKey() + "=" + entry.getValue()))
                        .collect(Collectors.joining(", "));
    }
}

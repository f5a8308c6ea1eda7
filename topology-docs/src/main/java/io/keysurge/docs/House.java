// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.config.DetectionConfig;
import io.keysurge.config.DetectorConfig;
import io.keysurge.config.GroupConfig;
import io.keysurge.config.SpendConfig;
import io.keysurge.contract.DetectionMode;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Settings;
import io.keysurge.state.HeapShare;
import io.keysurge.topics.Topics;
import io.keysurge.topology.DetectorTopology;
import io.keysurge.topology.UsageMeter;
import io.keysurge.translate.AlertTranslation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/**
 * The house as it is with nothing configured: its topics, and the detector's topology as Kafka Streams describes it.
 *
 * @param topics the catalogue
 * @param applicationId what internal topics begin with
 * @param topology the detector's steps
 */
record House(Topics topics, String applicationId, TopologyDescription topology) {

    /** Built with the default settings; building asks neither a broker nor a registry. */
    static House withDefaults() {
        Settings settings = Settings.load(DetectorConfig.definition(), List.of(), Map.of(), Map.of());
        Topics topics = CommonSettings.topics(settings);
        var detector = new DetectorTopology(
                topics,
                settings.clientSettings(),
                DetectionConfig.of(settings),
                new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(settings)),
                GroupConfig.of(settings),
                SpendConfig.of(settings),
                new HeapShare(0),
                UsageMeter.NONE);
        return new House(
                topics, DetectorConfig.applicationId(settings), detector.build().describe());
    }

    /** Every step, in no order that means anything. */
    Stream<Node> steps() {
        return Stream.concat(
                topology.subtopologies().stream().flatMap(part -> part.nodes().stream()),
                topology.globalStores().stream().flatMap(store -> Stream.of(store.source(), store.processor())));
    }

    /** Steps that use a store, by name. */
    List<String> stepsWith(String store) {
        return steps().filter(step -> stores(step).contains(store))
                .map(Node::name)
                .sorted()
                .toList();
    }

    /** Stores of a step; sources and sinks have none. */
    static Set<String> stores(Node step) {
        return step instanceof Processor processor ? new TreeSet<>(processor.stores()) : Set.of();
    }

    /** Topics that a step reads. */
    static Set<String> reads(Node step) {
        return step instanceof Source source && source.topicSet() != null ? new TreeSet<>(source.topicSet()) : Set.of();
    }

    /** Topics that a step writes. */
    static Set<String> writes(Node step) {
        return step instanceof Sink sink && sink.topic() != null ? Set.of(sink.topic()) : Set.of();
    }
}

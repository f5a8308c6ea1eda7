// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.topics.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.TopologyDescription.Node;

/**
 * Who hands what to whom, from producers to the people who answer: the detector's part from its topology, the rest
 * from the catalogue of topics.
 */
final class DataFlow {

    /** What a box of the picture stands for. */
    enum Kind {
        /** Somebody or something outside the house, or a command. */
        OUTSIDE,
        /** A topic. */
        TOPIC,
        /** A step of the detector. */
        STEP,
        /** A store of the detector. */
        STORE,
        /** A process that is not taken apart here. */
        PROCESS
    }

    /** A box of the picture. */
    record Box(String name, Kind kind) {}

    /** An arrow of the picture; both ways between a step and its store. */
    record Arrow(Box from, Box to, boolean bothWays) {}

    private static final Box PRODUCERS = outside("producers: services, files by ./keysurge load");
    private static final Box SENDERS = outside("gateways and collectors, over HTTP");
    private static final Box LISTENER = new Box("listener: ./keysurge listen", Kind.PROCESS);
    private static final Box PLATFORM_TEAMS = outside("platform teams");
    private static final Box RESPONDERS = outside("responders: ./keysurge alerts");
    private static final Box WEBHOOK = outside("webhook of the responders' choice");
    private static final Box ALERT_SINK = new Box("alert-sink", Kind.PROCESS);

    private final Set<Box> boxes = new LinkedHashSet<>();
    private final List<Arrow> arrows = new ArrayList<>();

    private DataFlow() {}

    static DataFlow of(House house) {
        var flow = new DataFlow();
        Topics topics = house.topics();
        flow.arrow(PRODUCERS, topic(topics.usage().name()));
        flow.arrow(SENDERS, LISTENER);
        flow.arrow(LISTENER, topic(topics.usage().name()));
        flow.arrow(LISTENER, topic(topics.usageRejected().name()));
        flow.arrow(PLATFORM_TEAMS, topic(topics.identities().name()));
        flow.arrow(PLATFORM_TEAMS, topic(topics.budgets().name()));
        house.steps().forEach(flow::addStep);
        flow.arrow(topic(topics.alerts().name()), RESPONDERS);
        flow.arrow(topic(topics.alerts().name()), ALERT_SINK);
        flow.add(new Arrow(ALERT_SINK, topic(topics.actions().name()), true));
        flow.arrow(ALERT_SINK, WEBHOOK);
        return flow;
    }

    List<Box> boxes() {
        return List.copyOf(boxes);
    }

    List<Box> boxes(Kind kind) {
        return boxes.stream().filter(box -> box.kind() == kind).toList();
    }

    List<Arrow> arrows() {
        return List.copyOf(arrows);
    }

    private void addStep(Node node) {
        Box step = new Box(node.name(), Kind.STEP);
        House.reads(node).forEach(name -> arrow(topic(name), step));
        House.stores(node).forEach(name -> add(new Arrow(step, new Box(name, Kind.STORE), true)));
        node.successors().stream().map(Node::name).sorted().forEach(name -> arrow(step, new Box(name, Kind.STEP)));
        House.writes(node).forEach(name -> arrow(step, topic(name)));
    }

    private void arrow(Box from, Box to) {
        add(new Arrow(from, to, false));
    }

    private void add(Arrow arrow) {
        boxes.add(arrow.from());
        boxes.add(arrow.to());
        arrows.add(arrow);
    }

    private static Box topic(String name) {
        return new Box(name, Kind.TOPIC);
    }

    private static Box outside(String name) {
        return new Box(name, Kind.OUTSIDE);
    }
}

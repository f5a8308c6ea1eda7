// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static io.keysurge.docs.MarkdownTable.code;
import static io.keysurge.docs.MarkdownTable.codes;

import io.keysurge.docs.DataFlow.Kind;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topology.Steps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription.Node;

/** The picture of the data flow, and what each step of the detector does. */
final class TopologyPage {

    /** In reading order: what a step does to a record that reaches it. */
    private static final List<Map.Entry<String, String>> STEPS = List.of(
            Map.entry(Steps.READ_IDENTITIES, "Takes records as they come, undecoded."),
            Map.entry(
                    Steps.ADMIT_IDENTITY,
                    "Decodes what the registry says of an identity; refuses what cannot be decoded."),
            Map.entry(Steps.READ_EXPOSURES, "Takes records as they come, undecoded."),
            Map.entry(
                    Steps.ADMIT_EXPOSURE,
                    "Decodes a report of an exposed credential, and checks it; refuses what cannot be used."),
            Map.entry(Steps.READ_ACTIONS, "Takes records as they come, undecoded."),
            Map.entry(
                    Steps.ADMIT_ACTION,
                    "Decodes a state of an action of the sink, and picks those that should stop an identity's use, or were taken back; refuses what cannot be used."),
            Map.entry(Steps.WRITE_REVOCATIONS, "Writes them, keyed by the identity that they concern."),
            Map.entry(
                    Steps.WRITE_REJECTED_ACTIONS, "Writes refused actions byte for byte, with the reason in headers."),
            Map.entry(Steps.READ_REVOCATIONS, "Reads them again, all of one identity in one task."),
            Map.entry(Steps.ADMIT_REVOCATION, "Unpacks them."),
            Map.entry(Steps.READ_USAGE, "Takes records as they come, undecoded."),
            Map.entry(
                    Steps.ADMIT_USAGE,
                    "Reads what detection needs of usage from its bytes, checks that it can be counted, event time first, and decodes as a whole what is in any doubt; refuses what cannot be counted, with reason and mend."),
            Map.entry(
                    Steps.JUDGE_USAGE,
                    "Keeps what the registry says of identities, which credentials are exposed, and what was done that should stop them; looks up the profile of the identity that used tokens, asks the engine, remembers, raises alerts, hands on calls that tried the key; notes what was consumed, and every few minutes of wall clock tells it; passes over duplicates and refuses what is late; leaves usage of unknown identities unjudged when there is no room for more. Once a minute of wall clock it announces the end of episodes of identities that fell silent."),
            Map.entry(Steps.WRITE_ATTEMPTS, "Writes calls that tried a key, keyed by where they came from."),
            Map.entry(Steps.READ_ATTEMPTS, "Reads them again, all of one source in one task."),
            Map.entry(
                    Steps.WATCH_SOURCE,
                    "Looks up what is remembered of the source, asks the judge of key checkers, remembers, raises alerts. Every ten minutes of wall clock it forgets sources that fell silent, and announces the end of their episodes."),
            Map.entry(
                    Steps.READ_BUDGETS,
                    "Reads what business units, owners, applications and agents may consume: every instance reads all of it."),
            Map.entry(Steps.KEEP_BUDGETS, "Keeps it as it came."),
            Map.entry(
                    Steps.WRITE_GROUPS,
                    "Writes with each commit what was consumed since the one before of budgets that identities share, added up by group and minute; and with each roll-up what is new of the hour, for its business unit and its application."),
            Map.entry(Steps.READ_GROUPS, "Reads it again, all of one group in one task."),
            Map.entry(
                    Steps.WATCH_GROUP,
                    "Looks up what is remembered of the group, asks its judge, remembers, raises alerts."),
            Map.entry(Steps.WRITE_ALERTS, "Writes one record per revision of an episode."),
            Map.entry(Steps.WRITE_REVIEWS, "Writes what a person has to look at, and until when."),
            Map.entry(
                    Steps.WRITE_SPEND,
                    "Writes what each identity consumed in an hour, for each model, application and agent; the same key again as it grows."),
            Map.entry(Steps.WRITE_REJECTED, "Writes refused records byte for byte, with the reason in headers."));

    private TopologyPage() {}

    static String render(House house) {
        DataFlow flow = DataFlow.of(house);
        return """
                # The data flow

                Boxes by shape: rounded, somebody outside or a command; slanted, a topic; plain, a step; a drum, a store.
                The detector's part is drawn from what Kafka Streams says of its topology (`topology.txt`).

                ```mermaid
                %s```

                ## The detector's steps

                %s
                ## Named and not yet in the flow

                %s
                """.formatted(Mermaid.draw(flow), steps(house), idle(house, flow));
    }

    private static String steps(House house) {
        Map<String, Node> byName = house.steps().collect(Collectors.toMap(Node::name, step -> step));
        var table = new MarkdownTable("step", "what it does", "reads", "stores", "hands on to", "writes");
        STEPS.forEach(described -> {
            Node step = byName.remove(described.getKey());
            if (step == null) {
                throw new IllegalStateException(described.getKey() + ": described (expected: a step of the topology)");
            }
            row(table, step, described.getValue());
        });
        if (!byName.isEmpty()) {
            throw new IllegalStateException(
                    "steps: " + byName.keySet() + " (expected: described in TopologyPage.STEPS)");
        }
        return table.toString();
    }

    private static void row(MarkdownTable table, Node step, String sentence) {
        table.row(
                code(step.name()),
                sentence,
                codes(House.reads(step)),
                codes(House.stores(step)),
                codes(step.successors().stream().map(Node::name).sorted().toList()),
                codes(House.writes(step)));
    }

    private static String idle(House house, DataFlow flow) {
        Set<String> used =
                flow.boxes(Kind.TOPIC).stream().map(DataFlow.Box::name).collect(Collectors.toSet());
        List<String> idle = house.topics().all().stream()
                .map(TopicSpec::name)
                .filter(name -> !used.contains(name))
                .toList();
        return idle.isEmpty()
                ? "Every topic of the catalogue is in the flow."
                : "Topics that are created, and that neither the detector nor the sink reads or writes: " + codes(idle)
                        + ".";
    }
}

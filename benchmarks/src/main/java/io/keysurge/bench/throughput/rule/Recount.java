// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.rule;

import io.keysurge.bench.throughput.rule.SimpleRule.Kind;
import io.keysurge.contract.Alert;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.replay.Replay;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What each system must find in a topic, by one thread and plain maps. */
public final class Recount {

    private final Supplier<Replay> replays;
    private final PlainDecoder<UsageEvent> decoder = new PlainDecoder<>(UsageEvent.class);
    private final Map<String, RuleState> states = new HashMap<>();
    private final SortedSet<String> ofRule = new TreeSet<>();
    private final SortedSet<String> ofEngine = new TreeSet<>();
    private Replay replay;

    /**
     * A recount of nothing yet.
     *
     * @param replays gives the pure engine with nothing remembered
     */
    public Recount(Supplier<Replay> replays) {
        this.replays = replays;
        this.replay = replays.get();
    }

    /** Forgets all identities: those of the next partition are others. */
    public void beginPartition() {
        states.clear();
        replay = replays.get();
    }

    /** Takes one record in. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        take(decoder.decode(record.value()), new Position(record.topic(), record.partition(), record.offset()));
    }

    /** Takes one event in. */
    void take(UsageEvent event, Position position) {
        String identity = event.getIdentityId();
        RuleState state = states.computeIfAbsent(identity, unseen -> new RuleState());
        long millis = event.getOccurredAt().toEpochMilli();
        for (Kind kind :
                state.observe(millis, event.getInputTokens() + event.getOutputTokens(), event.getApplicationId())) {
            ofRule.add(peerAlert(identity, SimpleRule.alert(kind, SimpleRule.window(millis))));
        }
        for (Alert alert : replay.judge(event, position)) {
            ofEngine.add(revision(alert));
        }
    }

    /** What the rule finds, each as {@link #peerAlert}. */
    public SortedSet<String> ofRule() {
        return ofRule;
    }

    /** What the engine finds, each as {@link #revision}. */
    public SortedSet<String> ofEngine() {
        return ofEngine;
    }

    /** How a peer's alert is told from any other. */
    public static String peerAlert(String identity, String alert) {
        return identity + " " + alert;
    }

    /** How a revision of a Keysurge alert is told from any other. */
    public static String revision(Alert alert) {
        return alert.getAlertId() + "/" + alert.getRevision() + " " + alert.getType() + " " + alert.getSeverity() + " "
                + alert.getState();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.consume;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.EventReference;
import io.keysurge.ledger.ActionMoves;
import io.keysurge.ledger.KnownActions;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Decision;
import io.keysurge.revoke.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the policy about an alert and puts its answer into the ledger's words. */
public final class Recorder {

    private final Policy policy;
    private final Optional<Connector> connector;
    private final String configurationHash;

    /**
     * A recorder.
     *
     * @param policy decides
     * @param connector says what it would do; empty when none is configured
     * @param configurationHash hash of the settings in force, put on every record
     */
    public Recorder(Policy policy, Optional<Connector> connector, String configurationHash) {
        this.policy = policy;
        this.connector = connector;
        this.configurationHash = configurationHash;
    }

    /**
     * The ledger records of one revision of an alert, at least one; each is made known, so that the next alert's
     * decision counts on it.
     * Empty when the revision was decided on before.
     */
    List<ActionRecord> decide(Alert alert, EventReference evidence, KnownActions known, Instant now) {
        if (known.decided(alert.getAlertId(), alert.getRevision())) {
            return List.of();
        }
        AlertFacts facts = AlertFacts.of(alert);
        List<ActionRecord> records = new ArrayList<>();
        for (Decision decision : policy.decide(facts, known, now)) {
            records.add(ActionMoves.decided(decision, alert, plan(decision, facts), evidence, configurationHash, now));
        }
        records.forEach(known::learn);
        return records;
    }

    private String plan(Decision decision, AlertFacts facts) {
        if (decision instanceof Decision.Ignore) {
            return "keep the alert on record";
        }
        return connector
                .map(way -> way.plan(decision.step(), facts))
                .orElseGet(() -> decision.step() + " " + facts.identityId()
                        + " as soon as a connector is set up (sink.webhook.url)");
    }
}

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the policy about an alert and puts its answer into the ledger's words. */
public final class Recorder {

    private final Policy policy;
    private final Map<String, Connector> connectors;
    private final Duration caseWindow;
    private final String configurationHash;

    /**
     * A recorder.
     *
     * @param policy decides
     * @param connectors say what they would do
     * @param caseWindow how long after an identity's newest alert another one belongs to the same case
     * @param configurationHash hash of the settings in force, put on every record
     */
    public Recorder(Policy policy, List<Connector> connectors, Duration caseWindow, String configurationHash) {
        this.policy = policy;
        this.connectors = connectors.stream().collect(Collectors.toUnmodifiableMap(Connector::name, each -> each));
        this.caseWindow = caseWindow;
        this.configurationHash = configurationHash;
    }

    /**
     * The ledger records of one revision of an alert, at least one; each is made known, so that the next alert's
     * decision counts on it.
     * Empty when the revision was decided on before.
     */
    public List<ActionRecord> decide(Alert alert, EventReference evidence, KnownActions known, Instant now) {
        if (known.decided(alert.getAlertId(), alert.getRevision())) {
            return List.of();
        }
        AlertFacts facts = AlertFacts.of(alert);
        String caseId =
                known.caseOf(alert.getIdentityId(), now.minus(caseWindow)).orElse(alert.getAlertId());
        List<ActionRecord> records = new ArrayList<>();
        for (Decision decision : policy.decide(facts, known, now)) {
            String plan = plan(decision, facts);
            records.add(ActionMoves.decided(decision, alert, plan, evidence, caseId, configurationHash, now));
        }
        records.forEach(known::learn);
        return records;
    }

    private String plan(Decision decision, AlertFacts facts) {
        if (decision instanceof Decision.Ignore) {
            return "keep the alert on record";
        }
        Connector connector = connectors.get(ActionMoves.connector(decision));
        return connector == null
                ? decision.step() + " " + facts.identityId() + " as soon as a connector is set up (sink.webhook.url)"
                : connector.plan(decision.step(), facts);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.SinkControl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was done, as the next link of a chain. */
final class AuditLinks {

    /** Orders are not made under any one sink's settings. */
    private static final String NO_CONFIGURATION = "0".repeat(16);

    private AuditLinks() {}

    /**
     * A state of an action.
     *
     * @param source where the state is in the ledger
     */
    static AuditRecord of(ActionRecord action, String chain, ChainHead head, EventReference source, Instant now) {
        List<EventReference> evidence = new ArrayList<>();
        evidence.add(source);
        if (action.getEvidence() != null) {
            evidence.add(action.getEvidence());
        }
        String outcome = action.getOutcome() == null ? "" : "; the target: " + action.getOutcome();
        return linked(AuditRecord.newBuilder()
                .setChainId(chain)
                .setSequence(head.sequence() + 1)
                .setRecordedAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setActor(action.getActor())
                .setDecision(action.getMode() + " " + action.getState() + " " + action.getStep())
                .setReason(action.getReason() + outcome)
                .setAlertId(action.getAlertId())
                .setActionId(action.getActionId())
                .setIdentityId(action.getIdentityId())
                .setConfigurationHash(action.getConfigurationHash())
                .setEvidence(evidence)
                .setPreviousHash(head.hash()));
    }

    /** An order to all sinks. */
    static AuditRecord of(SinkControl order, String chain, ChainHead head, EventReference source, Instant now) {
        return linked(AuditRecord.newBuilder()
                .setChainId(chain)
                .setSequence(head.sequence() + 1)
                .setRecordedAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setActor(order.getActor())
                .setDecision(order.getControl() + (order.getOn() ? " on" : " off"))
                .setReason(order.getReason())
                .setConfigurationHash(NO_CONFIGURATION)
                .setEvidence(List.of(source))
                .setPreviousHash(head.hash()));
    }

    /** Something that nobody can read, which must not be left out. */
    static AuditRecord unreadable(
            String key, String why, String chain, ChainHead head, EventReference source, Instant now) {
        return linked(AuditRecord.newBuilder()
                .setChainId(chain)
                .setSequence(head.sequence() + 1)
                .setRecordedAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setActor("unknown")
                .setDecision("unreadable")
                .setReason("the record " + key + " cannot be read: " + why)
                .setConfigurationHash(NO_CONFIGURATION)
                .setEvidence(List.of(source))
                .setPreviousHash(head.hash()));
    }

    private static AuditRecord linked(AuditRecord.Builder link) {
        AuditRecord record = link.setHash("").build();
        record.setHash(AuditHash.of(record));
        return record;
    }
}

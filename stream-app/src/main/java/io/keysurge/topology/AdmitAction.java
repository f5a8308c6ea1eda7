// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.ActionRecord;
import io.keysurge.detect.Revocation;
import io.keysurge.state.PackedState;
import io.keysurge.translate.RevocationTranslation;
import io.keysurge.usage.ActionRules;
import io.keysurge.usage.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes an action of the sink's ledger, and hands it on by identity when it should stop its use, or was taken back.
 * The ledger is keyed by action, so by way of a topic.
 */
final class AdmitAction extends DecodingProcessor<ActionRecord> {

    AdmitAction(Supplier<Serde<ActionRecord>> serdes, UsageMeter meter) {
        super(serdes, meter);
    }

    @Override
    void admit(Record<byte[], byte[]> incoming) {
        if (incoming.value() == null) {
            return; // an action that the ledger forgot is as done as it was
        }
        ActionRecord action;
        try {
            action = deserializer().deserialize(source().topic(), incoming.value());
        } catch (RuntimeException failure) {
            refuse(incoming, undecodable(failure));
            return;
        }
        Optional<Refusal> refusal = ActionRules.check(action, new String(incoming.key(), StandardCharsets.UTF_8));
        if (refusal.isPresent()) {
            refuse(incoming, refusal.get());
            return;
        }
        Revocation revocation = RevocationTranslation.revocation(action);
        if (revocation != null) {
            byte[] packed = PackedState.revocation(revocation);
            forward(action.getIdentityId(), packed, incoming.timestamp(), Steps.WRITE_REVOCATIONS);
        }
    }

    @Override
    String refusals() {
        return Steps.WRITE_REJECTED_ACTIONS;
    }
}

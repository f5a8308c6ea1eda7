// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.admission.Reading.Irrelevant;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.contract.ActionRecord;
import io.keysurge.detect.Revocation;
import io.keysurge.translate.RevocationTranslation;
import io.keysurge.usage.ActionRules;
import io.keysurge.usage.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes an action of the sink's ledger, and picks those that should stop an identity's use, or were taken back. */
public final class ActionAdmission extends Admission {

    private final Deserializer<ActionRecord> deserializer;

    /** One that decodes so; the deserializer is closed with this. */
    public ActionAdmission(Deserializer<ActionRecord> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    Reading read(byte[] key, byte @Nullable [] value, Stored stored) {
        if (value == null) {
            // An action that the ledger forgot is as done as it was.
            return Irrelevant.INSTANCE;
        }
        ActionRecord action;
        try {
            action = deserializer.deserialize(stored.position().topic(), value);
        } catch (RuntimeException failure) {
            return new Refused(undecodable(failure));
        }
        Optional<Refusal> refusal = ActionRules.check(action, new String(key, StandardCharsets.UTF_8));
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        Revocation revocation = RevocationTranslation.revocation(action);
        return revocation == null ? Irrelevant.INSTANCE : new Stopped(action.getIdentityId(), revocation);
    }

    @Override
    public void close() {
        deserializer.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.usage.IdentityRules;
import io.keysurge.usage.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes what the registry says of an identity, and checks it; a record without a value removes it. */
public final class IdentityAdmission extends Admission {

    private final Deserializer<IdentityRecord> deserializer;

    /** One that decodes so; the deserializer is closed with this. */
    public IdentityAdmission(Deserializer<IdentityRecord> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    Reading read(byte[] key, byte @Nullable [] value, Stored stored) {
        String identityId = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            return Registered.removed(identityId);
        }
        IdentityRecord identity;
        try {
            identity = deserializer.deserialize(stored.position().topic(), value);
        } catch (RuntimeException failure) {
            return new Refused(undecodable(failure));
        }
        Optional<Refusal> refusal = IdentityRules.check(identity, identityId);
        return refusal.isPresent() ? new Refused(refusal.get()) : Registered.of(identity);
    }

    @Override
    public void close() {
        deserializer.close();
    }
}

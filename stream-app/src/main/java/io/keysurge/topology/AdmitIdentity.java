// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.topology.AboutIdentity.Registered;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.usage.IdentityRules;
import io.keysurge.usage.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/** Decodes what the registry says of an identity; a record without a value removes it. */
final class AdmitIdentity extends DecodingProcessor<IdentityRecord> {

    AdmitIdentity(Supplier<Serde<IdentityRecord>> serdes, UsageMeter meter) {
        super(serdes, meter);
    }

    @Override
    void admit(Record<byte[], byte[]> incoming) {
        String identityId = new String(incoming.key(), StandardCharsets.UTF_8);
        if (incoming.value() == null) {
            forward(identityId, new Registered(null), incoming.timestamp(), Steps.JUDGE_USAGE);
            return;
        }
        IdentityRecord identity;
        try {
            identity = deserializer().deserialize(source().topic(), incoming.value());
        } catch (RuntimeException failure) {
            refuse(incoming, undecodable(failure));
            return;
        }
        Optional<Refusal> refusal = IdentityRules.check(identity, identityId);
        if (refusal.isPresent()) {
            refuse(incoming, refusal.get());
        } else {
            forward(identityId, new Registered(IdentityFacts.of(identity)), incoming.timestamp(), Steps.JUDGE_USAGE);
        }
    }
}

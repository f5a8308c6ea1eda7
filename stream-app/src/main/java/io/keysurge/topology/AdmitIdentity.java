// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.IdentityRecord;
import io.keysurge.topology.AboutIdentity.Registered;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.usage.IdentityRules;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes what the registry says of an identity; a record without a value removes it. */
final class AdmitIdentity extends RefusingProcessor<byte[], byte[]> {

    private final Supplier<Serde<IdentityRecord>> serdes;
    private @Nullable Deserializer<IdentityRecord> deserializer;

    AdmitIdentity(Supplier<Serde<IdentityRecord>> serdes, UsageMeter meter) {
        super(meter);
        this.serdes = serdes;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        deserializer = serdes.get().deserializer();
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        byte[] key = incoming.key();
        if (key == null || key.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.MISSING_KEY, "key", "empty (expected: identity_id)"));
            return;
        }
        Refusal oversized = oversized(key, incoming.value());
        if (oversized != null) {
            refuse(incoming, oversized);
            return;
        }
        String identityId = new String(key, StandardCharsets.UTF_8);
        if (incoming.value() == null) {
            forward(identityId, new Registered(null), incoming.timestamp(), Steps.JUDGE_USAGE);
        } else {
            admit(incoming, identityId);
        }
    }

    private void admit(Record<byte[], byte[]> incoming, String identityId) {
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

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
            deserializer = null;
        }
    }

    private Deserializer<IdentityRecord> deserializer() {
        if (deserializer == null) {
            throw new IllegalStateException("process before init");
        }
        return deserializer;
    }

    private void refuse(Record<byte[], byte[]> incoming, Refusal refusal) {
        refuse(incoming.key(), incoming.value(), incoming.timestamp(), refusal);
    }
}

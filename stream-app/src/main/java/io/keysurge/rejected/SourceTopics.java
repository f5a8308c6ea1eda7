// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.serde.DecodeFailure;
import io.keysurge.topics.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The topics that refused records come from, and how what stands there is decoded. For one thread. */
public final class SourceTopics implements AutoCloseable {

    private final Map<String, Deserializer<? extends SpecificRecord>> deserializers;

    /**
     * Those of an installation.
     *
     * @param clients registry and serde settings
     */
    public SourceTopics(Topics topics, Map<String, Object> clients) {
        deserializers = Map.of(
                topics.usage().name(),
                AvroSerdes.forValues(UsageEvent.class, clients).deserializer(),
                topics.identities().name(),
                AvroSerdes.forValues(IdentityRecord.class, clients).deserializer(),
                topics.exposures().name(),
                AvroSerdes.forValues(ExposureReport.class, clients).deserializer(),
                topics.actions().name(),
                AvroSerdes.forValues(ActionRecord.class, clients).deserializer());
    }

    /**
     * A refused record with what its bytes decode to.
     *
     * @throws io.keysurge.serde.TransientRegistryException when the registry cannot be asked
     */
    public Described describe(Rejected rejected) {
        Deserializer<? extends SpecificRecord> deserializer = deserializers.get(rejected.sourceTopic());
        byte[] value = rejected.value();
        if (rejected.protocol().isPresent()) {
            return Described.unreadable(
                    rejected, "it never became a usage event; what is kept of it is without prompts and secrets");
        }
        if (deserializer == null) {
            return Described.unreadable(rejected, "nothing of the detector reads " + rejected.sourceTopic());
        }
        if (value == null || value.length == 0) {
            return Described.unreadable(rejected, "there is no value");
        }
        if (rejected.isCutOff()) {
            return Described.unreadable(rejected, "only the beginning of it was kept");
        }
        try {
            return Described.decoded(rejected, deserializer.deserialize(rejected.sourceTopic(), value));
        } catch (RuntimeException failure) {
            DecodeFailure.reason(failure);
            return Described.unreadable(rejected, String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public void close() {
        deserializers.values().forEach(Deserializer::close);
    }
}

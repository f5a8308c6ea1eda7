// SPDX-License-Identifier: Apache-2.0
package io.keysurge.rejected;

import io.keysurge.admission.ActionAdmission;
import io.keysurge.admission.Admission;
import io.keysurge.admission.Admission.Stored;
import io.keysurge.admission.ExposureAdmission;
import io.keysurge.admission.IdentityAdmission;
import io.keysurge.admission.Reading;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.detect.Position;
import io.keysurge.prices.PriceTable;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What the detector would make of a record, by the detector's own admission. For one thread. */
final class Admissions implements AutoCloseable {

    private final Map<String, Admission> byTopic;

    Admissions(Topics topics, Map<String, Object> clients) {
        byTopic = Map.of(
                topics.usage().name(),
                new UsageAdmission(
                        AvroSerdes.forValues(UsageEvent.class, clients).deserializer(), PriceTable.NONE),
                topics.identities().name(),
                new IdentityAdmission(
                        AvroSerdes.forValues(IdentityRecord.class, clients).deserializer()),
                topics.exposures().name(),
                new ExposureAdmission(
                        AvroSerdes.forValues(ExposureReport.class, clients).deserializer()),
                topics.actions().name(),
                new ActionAdmission(
                        AvroSerdes.forValues(ActionRecord.class, clients).deserializer()));
    }

    /** A refused record, as if it were appended now; null when it came from a topic that the detector does not read. */
    @Nullable
    Reading read(Rejected rejected, Instant now) {
        Admission admission = byTopic.get(rejected.sourceTopic());
        if (admission == null) {
            return null;
        }
        var position = new Position(rejected.sourceTopic(), rejected.sourcePartition(), rejected.sourceOffset());
        return admission.read(
                new Stored(rejected.key(), rejected.value(), new RecordHeaders(), now.toEpochMilli(), position));
    }

    /** A record of a topic that the detector reads. */
    Reading read(ConsumerRecord<byte[], byte[]> record) {
        Admission admission = byTopic.get(record.topic());
        if (admission == null) {
            throw new IllegalArgumentException(record.topic() + ": not read by the detector");
        }
        var position = new Position(record.topic(), record.partition(), record.offset());
        return admission.read(new Stored(record.key(), record.value(), record.headers(), record.timestamp(), position));
    }

    @Override
    public void close() {
        byTopic.values().forEach(Admission::close);
    }
}

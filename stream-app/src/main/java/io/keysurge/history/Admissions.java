// SPDX-License-Identifier: Apache-2.0
package io.keysurge.history;

import io.keysurge.admission.Admission;
import io.keysurge.admission.ExposureAdmission;
import io.keysurge.admission.IdentityAdmission;
import io.keysurge.admission.RevocationAdmission;
import io.keysurge.admission.UsageAdmission;
import io.keysurge.contract.ExposureReport;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import io.keysurge.history.Retelling.Question;
import io.keysurge.serde.AvroSerdes;
import io.keysurge.topics.Topics;
import java.util.Map;

/** Who tells what the records of each topic say. For one thread. */
final class Admissions implements AutoCloseable {

    private final Map<String, Admission> byTopic;

    Admissions(Map<String, ?> clients, Topics topics, Question question) {
        byTopic = Map.of(
                topics.identities().name(),
                new IdentityAdmission(
                        AvroSerdes.forValues(IdentityRecord.class, clients).deserializer()),
                topics.exposures().name(),
                new ExposureAdmission(
                        AvroSerdes.forValues(ExposureReport.class, clients).deserializer()),
                topics.revocations().name(),
                new RevocationAdmission(),
                question.usageTopic(),
                new UsageAdmission(
                        AvroSerdes.forValues(UsageEvent.class, clients).deserializer(), question.prices()));
    }

    /** Who tells what the records of a topic say. */
    Admission of(String topic) {
        Admission admission = byTopic.get(topic);
        if (admission == null) {
            throw new IllegalArgumentException(topic);
        }
        return admission;
    }

    @Override
    public void close() {
        byTopic.values().forEach(Admission::close);
    }
}

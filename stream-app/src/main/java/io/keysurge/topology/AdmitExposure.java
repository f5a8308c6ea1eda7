// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.ExposureReport;
import io.keysurge.detect.Exposure;
import io.keysurge.topology.AboutIdentity.Exposed;
import io.keysurge.usage.ExposureRules;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;

/** Decodes a report of an exposed credential, and checks it. */
final class AdmitExposure extends DecodingProcessor<ExposureReport> {

    AdmitExposure(Supplier<Serde<ExposureReport>> serdes, UsageMeter meter) {
        super(serdes, meter);
    }

    @Override
    void admit(Record<byte[], byte[]> incoming) {
        byte[] value = incoming.value();
        if (value == null || value.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.EMPTY, "value", "empty (expected: an Avro ExposureReport)"));
            return;
        }
        ExposureReport report;
        try {
            report = deserializer().deserialize(source().topic(), value);
        } catch (RuntimeException failure) {
            refuse(incoming, undecodable(failure));
            return;
        }
        String identityId = new String(incoming.key(), StandardCharsets.UTF_8);
        Optional<Refusal> refusal = ExposureRules.check(report, identityId);
        if (refusal.isPresent()) {
            refuse(incoming, refusal.get());
        } else {
            forward(identityId, exposed(report), incoming.timestamp(), Steps.JUDGE_USAGE);
        }
    }

    /** What judgement takes of a report. */
    private static Exposed exposed(ExposureReport report) {
        var exposure = new Exposure(
                report.getExposureId(),
                report.getCredentialFingerprint(),
                report.getLocation(),
                report.getFoundAt().toEpochMilli());
        return new Exposed(exposure, report.getWithdrawn());
    }
}

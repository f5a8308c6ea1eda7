// SPDX-License-Identifier: Apache-2.0
package io.keysurge.admission;

import io.keysurge.admission.AboutIdentity.Exposed;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.contract.ExposureReport;
import io.keysurge.detect.Exposure;
import io.keysurge.usage.ExposureRules;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes a report of an exposed credential, and checks it. */
public final class ExposureAdmission extends Admission {

    private final Deserializer<ExposureReport> deserializer;

    /** One that decodes so; the deserializer is closed with this. */
    public ExposureAdmission(Deserializer<ExposureReport> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    Reading read(byte[] key, byte @Nullable [] value, Stored stored) {
        if (value == null || value.length == 0) {
            return refused(RefusalReason.EMPTY, "value", "empty (expected: an Avro ExposureReport)");
        }
        ExposureReport report;
        try {
            report = deserializer.deserialize(stored.position().topic(), value);
        } catch (RuntimeException failure) {
            return new Refused(undecodable(failure));
        }
        String identityId = new String(key, StandardCharsets.UTF_8);
        Optional<Refusal> refusal = ExposureRules.check(report, identityId);
        return refusal.isPresent() ? new Refused(refusal.get()) : exposed(identityId, report);
    }

    /** What judgement takes of a report that passed the rules. */
    public static Exposed exposed(String identityId, ExposureReport report) {
        var exposure = new Exposure(
                report.getExposureId(),
                report.getCredentialFingerprint(),
                report.getLocation(),
                report.getFoundAt().toEpochMilli());
        return new Exposed(identityId, exposure, report.getWithdrawn());
    }

    @Override
    public void close() {
        deserializer.close();
    }
}

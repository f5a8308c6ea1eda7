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
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes a report of an exposed credential, and checks it. */
final class AdmitExposure extends RefusingProcessor<byte[], byte[]> {

    private final Supplier<Serde<ExposureReport>> serdes;
    private @Nullable Deserializer<ExposureReport> deserializer;

    AdmitExposure(Supplier<Serde<ExposureReport>> serdes, UsageMeter meter) {
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
        byte[] value = incoming.value();
        if (key == null || key.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.MISSING_KEY, "key", "empty (expected: identity_id)"));
        } else if (value == null || value.length == 0) {
            refuse(incoming, new Refusal(RefusalReason.EMPTY, "value", "empty (expected: an Avro ExposureReport)"));
        } else {
            Refusal oversized = oversized(key, value);
            if (oversized != null) {
                refuse(incoming, oversized);
            } else {
                admit(incoming, new String(key, StandardCharsets.UTF_8), value);
            }
        }
    }

    private void admit(Record<byte[], byte[]> incoming, String identityId, byte[] value) {
        ExposureReport report;
        try {
            report = deserializer().deserialize(source().topic(), value);
        } catch (RuntimeException failure) {
            refuse(incoming, undecodable(failure));
            return;
        }
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

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
            deserializer = null;
        }
    }

    private Deserializer<ExposureReport> deserializer() {
        if (deserializer == null) {
            throw new IllegalStateException("process before init");
        }
        return deserializer;
    }

    private void refuse(Record<byte[], byte[]> incoming, Refusal refusal) {
        refuse(incoming.key(), incoming.value(), incoming.timestamp(), refusal);
    }
}

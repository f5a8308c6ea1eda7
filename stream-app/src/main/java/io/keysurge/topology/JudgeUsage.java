// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.contract.Alert;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Engine;
import io.keysurge.detect.Finding;
import io.keysurge.detect.Observation;
import io.keysurge.detect.Position;
import io.keysurge.detect.Profile;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.UsageTranslation;
import io.keysurge.usage.Refusal;
import io.keysurge.usage.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Looks up an identity's profile, asks the engine, remembers, forwards. */
final class JudgeUsage extends RefusingProcessor<String, AdmittedUsage> {

    private static final Duration SILENCE_CHECK = Duration.ofMinutes(1);

    private final Engine engine;
    private final AlertTranslation translation;
    private final long silenceMillis;
    private final int graceMinutes;
    private @Nullable Memory memory;

    JudgeUsage(Engine engine, DetectionSettings settings, AlertTranslation translation, UsageMeter meter) {
        super(meter);
        this.engine = engine;
        this.translation = translation;
        this.graceMinutes = settings.graceMinutes();
        this.silenceMillis = Duration.ofMinutes((long) settings.quietMinutes() + graceMinutes)
                .toMillis();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        memory = new Memory(context);
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::announceSilences);
    }

    @Override
    public void process(Record<String, AdmittedUsage> incoming) {
        AdmittedUsage admitted = incoming.value();
        String identityId = incoming.key();
        RecordMetadata source = source();
        Position position = new Position(source.topic(), source.partition(), source.offset());
        Profile profile = memory().profile(identityId);
        IdentityFacts facts = memory().facts(admitted.event());

        Observation seen = engine.observe(profile, facts.judged(), UsageTranslation.usage(admitted.event(), position));

        switch (seen.outcome()) {
            case COUNTED -> {
                meter().counted();
                memory().remember(identityId, profile, incoming.timestamp());
                seen.findings().forEach(finding -> raise(identityId, facts, finding, incoming.timestamp()));
            }
            case DUPLICATE -> meter().duplicate();
            case LATE -> refuse(admitted.key(), admitted.value(), incoming.timestamp(), late(admitted, profile));
        }
    }

    @Override
    public void close() {
        memory = null;
    }

    private Refusal late(AdmittedUsage admitted, Profile profile) {
        Instant clock = Instant.ofEpochSecond(profile.newestMinute() * 60);
        return new Refusal(
                RefusalReason.LATE,
                "occurred_at",
                admitted.event().getOccurredAt() + " while the identity is at " + clock + " (expected: at most "
                        + graceMinutes + " minutes behind)");
    }

    /**
     * Closes what an identity left open when it fell silent altogether. Wall clock serves liveness only: what an
     * episode is and what it is called never depends on it.
     */
    private void announceSilences(long now) {
        memory().forEachOpenEpisode((identityId, appended) -> {
            if (now - appended > silenceMillis) {
                Profile profile = memory().profile(identityId);
                IdentityFacts facts = memory().facts(identityId);
                engine.announceSilence(profile, facts.judged())
                        .forEach(finding -> raise(identityId, facts, finding, now));
                memory().remember(identityId, profile, appended);
            }
        });
    }

    private void raise(String identityId, IdentityFacts facts, Finding finding, long timestamp) {
        Alert alert = translation.alert(identityId, facts, finding);
        meter().alerted(alert);
        forward(identityId, alert, timestamp, Steps.WRITE_ALERTS);
    }

    private Memory memory() {
        if (memory == null) {
            throw new IllegalStateException("process before init");
        }
        return memory;
    }
}

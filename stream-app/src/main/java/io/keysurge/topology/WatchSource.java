// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.detect.Attempt;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Finding;
import io.keysurge.detect.KeyChecker;
import io.keysurge.detect.Source;
import io.keysurge.state.PackedState;
import io.keysurge.state.Stores;
import io.keysurge.translate.AlertTranslation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Looks up what is remembered of a source, asks the judge of key checkers, remembers, forwards. */
final class WatchSource extends ContextualProcessor<String, byte[], Object, Object> {

    private static final Duration SILENCE_CHECK = Duration.ofMinutes(10);

    private final KeyChecker keyChecker;
    private final AlertTranslation translation;
    private final UsageMeter meter;
    private final long silenceMillis;
    private @Nullable TimestampedKeyValueStore<String, byte[]> sources;
    private @Nullable Raiser raiser;

    WatchSource(DetectionSettings settings, AlertTranslation translation, UsageMeter meter) {
        this.keyChecker = new KeyChecker(settings);
        this.translation = translation;
        this.meter = meter;
        this.silenceMillis = Duration.ofMinutes((long) settings.quietMinutes() + settings.graceMinutes())
                .toMillis();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        sources = context.getStateStore(Stores.SOURCES);
        raiser = new Raiser(context, meter);
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::forgetTheSilent);
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        Attempt attempt = OwnRecords.unpacked(incoming, PackedState::attempt, meter);
        if (attempt == null) {
            return;
        }
        ValueAndTimestamp<byte[]> known = sources().get(incoming.key());
        Source source = known == null ? new Source() : PackedState.source(known.value());
        List<Finding> findings = keyChecker.observe(source, attempt);
        sources().put(incoming.key(), ValueAndTimestamp.make(PackedState.source(source), incoming.timestamp()));
        raise(incoming.key(), findings, incoming.timestamp());
    }

    private void raise(String name, List<Finding> findings, long timestamp) {
        if (raiser == null) {
            throw new IllegalStateException("process before init");
        }
        for (Finding finding : findings) {
            raiser.raise(translation.alertAboutSource(name, finding), timestamp);
        }
    }

    /** Wall clock serves liveness only: whoever was silent for so long begins anew in event time, too. */
    private void forgetTheSilent(long now) {
        List<KeyValue<String, byte[]>> silent = new ArrayList<>();
        try (var all = sources().all()) {
            all.forEachRemaining(entry -> {
                if (now - entry.value.timestamp() > silenceMillis) {
                    silent.add(KeyValue.pair(entry.key, entry.value.value()));
                }
            });
        }
        for (KeyValue<String, byte[]> entry : silent) {
            raise(entry.key, keyChecker.announceSilence(PackedState.source(entry.value), entry.key), now);
            sources().delete(entry.key);
        }
    }

    private TimestampedKeyValueStore<String, byte[]> sources() {
        if (sources == null) {
            throw new IllegalStateException("process before init");
        }
        return sources;
    }
}

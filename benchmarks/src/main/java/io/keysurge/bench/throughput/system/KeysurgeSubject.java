// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.app.MeteredUsage;
import io.keysurge.config.DetectionConfig;
import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.Alert;
import io.keysurge.contract.DetectionMode;
import io.keysurge.runtime.CommonSettings;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.Settings;
import io.keysurge.state.HeapShare;
import io.keysurge.topology.DetectorTopology;
import io.keysurge.topology.UsageMeter;
import io.keysurge.translate.AlertTranslation;
import io.keysurge.usage.RefusalReason;
import org.apache.kafka.streams.StreamsConfig;

/** The detector: its topology under its own configuration, as {@code keysurge detector} runs it. */
public final class KeysurgeSubject {

    private KeysurgeSubject() {}

    /** The system for an assignment. */
    public static Subject of(Assignment assignment, Tally tally) {
        Settings settings = DetectorSettings.of(assignment);
        var topology = new DetectorTopology(
                CommonSettings.topics(settings),
                settings.clientSettings(),
                DetectionConfig.of(settings),
                new AlertTranslation(DetectionMode.LIVE, DetectionConfig.hash(settings)),
                new HeapShare(DetectorConfig.heapBytes(settings)),
                new CountingMeter(new MeteredUsage(Metrics.of("bench").registry()), tally));
        var properties = DetectorConfig.streams(settings);
        // As the detector does where nothing that the registry said is unread: here it says nothing.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        return new StreamsSubject(topology.build(), properties, tally);
    }

    /** The detector's own metrics, and our count beside them. */
    private record CountingMeter(UsageMeter own, Tally tally) implements UsageMeter {

        @Override
        public void counted() {
            own.counted();
            tally.count();
        }

        @Override
        public void duplicate() {
            own.duplicate();
            tally.count();
        }

        @Override
        public void refused(RefusalReason reason) {
            own.refused(reason);
            tally.fail(new IllegalStateException("a generated event was refused: " + reason));
        }

        @Override
        public void alerted(Alert alert) {
            own.alerted(alert);
        }
    }
}

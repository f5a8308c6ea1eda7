// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.system;

import io.keysurge.app.Detector;
import io.keysurge.app.MeteredUsage;
import io.keysurge.config.DetectorConfig;
import io.keysurge.contract.Alert;
import io.keysurge.runtime.Metrics;
import io.keysurge.runtime.Settings;
import io.keysurge.topology.UsageMeter;
import io.keysurge.usage.RefusalReason;

/** The detector: its topology under its own configuration, as {@code keysurge detector} runs it. */
public final class KeysurgeSubject {

    private KeysurgeSubject() {}

    /** The system for an assignment. */
    public static Subject of(Assignment assignment, Tally tally) {
        Settings settings = DetectorSettings.of(assignment);
        var meter = new CountingMeter(new MeteredUsage(Metrics.of("bench").registry()), tally);
        // What the registry says, if anything, is older than all usage.
        return new StreamsSubject(Detector.topology(settings, meter), DetectorConfig.streams(settings, false), tally);
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
        public void unjudged() {
            own.unjudged();
            tally.fail(new IllegalStateException("a generated event was left unjudged"));
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

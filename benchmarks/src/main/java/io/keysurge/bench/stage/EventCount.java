// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.stage;

import io.keysurge.contract.Alert;
import io.keysurge.topology.UsageMeter;
import io.keysurge.usage.RefusalReason;
import java.util.concurrent.atomic.LongAdder;

/** How many events a detector has done. */
final class EventCount {

    private final LongAdder events = new LongAdder();
    private final LongAdder refused = new LongAdder();

    long events() {
        return events.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Counts beside the detector's own metrics. */
    UsageMeter beside(UsageMeter own) {
        return new UsageMeter() {
            @Override
            public void counted() {
                own.counted();
                events.increment();
            }

            @Override
            public void duplicate() {
                own.duplicate();
                events.increment();
            }

            @Override
            public void unjudged() {
                own.unjudged();
                events.increment();
            }

            @Override
            public void refused(RefusalReason reason) {
                own.refused(reason);
                refused.increment();
            }

            @Override
            public void alerted(Alert alert) {
                own.alerted(alert);
            }
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.app;

import io.keysurge.contract.Alert;
import io.keysurge.topology.UsageMeter;
import io.keysurge.usage.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The detector's own metrics. Never labelled by identity: there is no bound on identities. */
public final class MeteredUsage implements UsageMeter {

    /** Usage events by outcome: counted, duplicate or unjudged. */
    public static final String USAGE = "keysurge.usage.events";
    /** Refused records by reason. */
    public static final String REFUSED = "keysurge.usage.refused";
    /** Alert revisions by type, state and severity. */
    public static final String ALERTS = "keysurge.alerts";

    private final MeterRegistry registry;
    private final Counter counted;
    private final Counter duplicate;
    private final Counter unjudged;
    private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);

    /** Counts into this registry. */
    public MeteredUsage(MeterRegistry registry) {
        this.registry = registry;
        counted = usage("counted");
        duplicate = usage("duplicate");
        unjudged = usage("unjudged");
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(
                    reason,
                    Counter.builder(REFUSED)
                            .description("Records kept on the rejected topic, by reason")
                            .tag("reason", reason.label())
                            .register(registry));
        }
    }

    @Override
    public void counted() {
        counted.increment();
    }

    @Override
    public void duplicate() {
        duplicate.increment();
    }

    @Override
    public void unjudged() {
        unjudged.increment();
    }

    @Override
    public void refused(RefusalReason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void alerted(Alert alert) {
        Counter.builder(ALERTS)
                .description("Alert revisions written, by type, state and severity")
                .tag("type", alert.getType().name())
                .tag("state", alert.getState().name())
                .tag("severity", Integer.toString(alert.getSeverity()))
                .register(registry)
                .increment();
    }

    private Counter usage(String outcome) {
        return Counter.builder(USAGE)
                .description("Usage events judged, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}

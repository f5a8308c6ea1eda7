// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The counters of a reporter as metrics. */
final class ReporterMeters {

    private ReporterMeters() {}

    static void bind(UsageReporter reporter, MeterRegistry registry) {
        outcome(reporter, registry, "delivered", counts -> counts.delivered());
        outcome(reporter, registry, Loss.DELIVERY_FAILED.label(), counts -> counts.failed());
        outcome(reporter, registry, Loss.REFUSED.label(), counts -> counts.refused());
        outcome(reporter, registry, Loss.BUFFER_FULL.label(), counts -> counts.full());
        outcome(reporter, registry, Loss.CLOSED.label(), counts -> counts.closed());
        renewals(reporter, registry);
        Gauge.builder(
                        "keysurge.reporter.pending",
                        reporter,
                        each -> each.counts().pending())
                .description("Events that were accepted and are neither delivered nor given up")
                .register(registry);
        Gauge.builder(
                        "keysurge.reporter.pending.bytes",
                        reporter,
                        each -> each.counts().pendingBytes())
                .description("Encoded size of these events")
                .baseUnit("bytes")
                .register(registry);
    }

    private static void renewals(UsageReporter reporter, MeterRegistry registry) {
        FunctionCounter.builder(
                        "keysurge.reporter.renewals",
                        reporter,
                        each -> each.counts().renewals())
                .description("Clients of the broker that had failed for good and were replaced")
                .register(registry);
    }

    private static void outcome(
            UsageReporter reporter, MeterRegistry registry, String outcome, ToDoubleFunction<ReporterCounts> count) {
        FunctionCounter.builder("keysurge.reporter.events", reporter, each -> count.applyAsDouble(each.counts()))
                .description("Events reported, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}

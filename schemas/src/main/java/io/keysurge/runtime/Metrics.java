// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The metrics of one process, with those of its JVM.
 *
 * <p>No metric is labelled with whom it is about: identities come in millions and a metrics store breaks on that, and
 * who did what is not for everyone who may look at a dashboard. Such labels are dropped whoever adds them.
 */
public final class Metrics implements AutoCloseable {

    private static final String[] NEVER_A_LABEL = {
        "identity", "identity_id", "identity.id", "credential", "credential_fingerprint", "event_id", "alert_id"
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    private Metrics(String application) {
        registry.config().commonTags("application", application).meterFilter(MeterFilter.ignoreTags(NEVER_A_LABEL));
        bindJvm(registry);
    }

    /** Metrics in which everything bears the label {@code application}. */
    public static Metrics of(String application) {
        return new Metrics(application);
    }

    /** Where the application's own metrics go. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    private void bindJvm(MeterRegistry target) {
        new JvmMemoryMetrics().bindTo(target);
        garbage.bindTo(target);
        new JvmThreadMetrics().bindTo(target);
        new ClassLoaderMetrics().bindTo(target);
        new ProcessorMetrics().bindTo(target);
        new UptimeMetrics().bindTo(target);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}

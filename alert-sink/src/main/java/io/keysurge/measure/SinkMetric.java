// SPDX-License-Identifier: Apache-2.0
package io.keysurge.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every metric of the sink itself. Documentation is made from this list, so nothing is counted past it. */
public enum SinkMetric {
    /** Alerts read. */
    ALERTS_READ("alerts.read", "Records read from the alerts topic"),
    /** Alerts decided on before. */
    ALERTS_REPEATED("alerts.repeated", "Alerts that were decided on before and passed over"),
    /** Alerts that cannot be read. */
    ALERTS_UNDECODABLE("alerts.undecodable", "Records that are no readable alert, by reason", "reason"),
    /** Age of alerts. */
    ALERT_AGE("alert.age", "Age of an alert, by event time, when it was decided on"),
    /** Decisions. */
    DECISIONS("decisions", "Decisions on alerts, by response step, mode and state", "step", "mode", "state"),
    /** Alerts behind. */
    LAG("lag", "Alerts written and not yet read"),
    /** Calls of connectors. */
    CALLS("calls", "Calls of connectors, by outcome", "outcome"),
    /** Calls to come. */
    CALLS_PENDING("calls.pending", "Calls of connectors that are still to be made"),
    /** Looks at usage after an action. */
    CONTAINMENTS("containments", "Actions after which usage was looked at, by whether it went quiet", "quiet"),
    /** Time to contain. */
    TIME_TO_CONTAIN("time.to.contain", "From a decision to the last successful call of its identity");

    private final String meterName;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of, which nothing changes.
    private final List<String> labels;

    SinkMetric(String noun, String meaning, String... labels) {
        this.meterName = "keysurge.sink." + noun;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** Names of its labels, in the order in which {@link #counter} takes their values. */
    public List<String> labels() {
        return labels;
    }

    /** The counter of these label values, one per label. */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(meterName)
                .description(meaning)
                .tags(tags(values))
                .register(registry);
    }

    /** The timer. */
    public Timer timer(MeterRegistry registry) {
        return Timer.builder(meterName).description(meaning).register(registry);
    }

    /** Shows a number as it is whenever somebody asks; the registry keeps the source of it. */
    public void gauge(MeterRegistry registry, Supplier<Number> source) {
        Gauge.builder(meterName, source).description(meaning).register(registry);
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    meterName + ": " + values.length + " label values (expected: one for each of " + labels + ")");
        }
        List<Tag> tags = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i), values[i]));
        }
        return Tags.of(tags);
    }
}

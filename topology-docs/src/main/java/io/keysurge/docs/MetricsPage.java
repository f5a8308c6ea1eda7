// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.app.MeteredUsage;
import io.keysurge.contract.Alert;
import io.keysurge.contract.AlertType;
import io.keysurge.contract.EpisodeState;
import io.keysurge.listen.ListenMeters;
import io.keysurge.measure.SinkMetric;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics of our own, as /metrics shows them: each is registered here the way its process does it. */
final class MetricsPage {

    private static final String TYPE = "# TYPE ";
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private MetricsPage() {}

    static String render() {
        return """
                # Metrics

                On `/metrics` of each process, in Prometheus' text format. Every metric also bears the label `application`.
                None is labelled by identity, credential or alert: identities come in millions, and who did what is not for
                everyone who may look at a dashboard. Beside these stand Micrometer's own for the JVM, the process and
                Kafka's clients (`jvm_*`, `process_*`, `kafka_*`).

                ## The detector

                %s
                Every record is accounted for: records of the usage topic = `keysurge_usage_events_total` (all outcomes) +
                `keysurge_usage_refused_total` (all reasons; those of the identities topic are in it too).

                ## The listener

                %s
                ## The alert-sink

                %s""".formatted(table(detector()), table(listener()), table(sink()));
    }

    private static PrometheusMeterRegistry detector() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var alert = new Alert();
        alert.setType(AlertType.TOKEN_SPIKE);
        alert.setState(EpisodeState.OPEN);
        alert.setSeverity(1);
        new MeteredUsage(registry).alerted(alert);
        return registry;
    }

    private static PrometheusMeterRegistry listener() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ListenMeters(registry, "otlp").busy(() -> 0);
        return registry;
    }

    private static PrometheusMeterRegistry sink() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (SinkMetric metric : SinkMetric.values()) {
            switch (metric) {
                case ALERT_AGE, TIME_TO_CONTAIN -> metric.timer(registry);
                case LAG, CALLS_PENDING -> metric.gauge(registry, () -> 0);
                case ALERTS_READ, ALERTS_REPEATED, ALERTS_UNDECODABLE, DECISIONS, CALLS, CONTAINMENTS ->
                    metric.counter(registry, metric.labels().toArray(String[]::new));
            }
        }
        return registry;
    }

    /** Reads what an operator would see, so that names and suffixes are the real ones. */
    private static String table(PrometheusMeterRegistry registry) {
        List<String> lines = registry.scrape().lines().toList();
        var table = new MarkdownTable("metric", "kind", "labels", "meaning");
        lines.stream().filter(line -> line.startsWith(TYPE)).sorted().forEach(line -> {
            String[] nameAndKind = line.substring(TYPE.length()).split(" ", 2);
            String name = nameAndKind[0];
            table.row(
                    MarkdownTable.code(name),
                    nameAndKind[1],
                    MarkdownTable.codes(labels(name, lines)),
                    help(name, lines));
        });
        return table.toString();
    }

    private static Set<String> labels(String metric, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(metric + "{"))
                .flatMap(line -> LABEL.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String help(String metric, List<String> lines) {
        String start = "# HELP " + metric + " ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(metric + ": no description (expected: one sentence)"));
    }
}

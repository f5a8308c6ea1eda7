// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.dsl;

import io.keysurge.bench.throughput.dsl.state.Usual;
import io.keysurge.bench.throughput.dsl.state.WindowTotals;
import io.keysurge.bench.throughput.rule.SimpleRule;
import io.keysurge.bench.throughput.system.Tally;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Usage, summed per identity and minute, judged against what is usual, alerts out. A window is judged whenever the
 * store's cache is flushed; a sum only grows, so the same windows are told as if each event were judged.
 */
final class DslTopology {

    private static final Duration WINDOW = Duration.ofMillis(SimpleRule.WINDOW_MILLIS);
    private static final String USUALS = "usuals";

    private final String usage;
    private final String alerts;
    private final Tally tally;
    private final Serde<String> identity = Serdes.String();
    private final Serde<UsageEvent> events = PlainSerde.of(UsageEvent.class);
    private final Serde<WindowTotals> totals = PlainSerde.of(WindowTotals.class);

    DslTopology(String usage, String alerts, Tally tally) {
        this.usage = usage;
        this.alerts = alerts;
        this.tally = tally;
    }

    Topology build(Properties properties) {
        var builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(USUALS), Serdes.String(), PlainSerde.of(Usual.class))
                .withCachingEnabled());
        KStream<Windowed<String>, WindowTotals> spent = sumPerMinute(readUsage(builder));
        spent.process(() -> new JudgeWindow(USUALS), Named.as("judge"), USUALS)
                .to(alerts, Produced.with(identity, Serdes.String()).withName("write-alerts"));
        return builder.build(properties);
    }

    private KStream<String, UsageEvent> readUsage(StreamsBuilder builder) {
        return builder.stream(
                usage,
                Consumed.with(identity, events)
                        .withName("read-usage")
                        .withTimestampExtractor((incoming, partitionTime) ->
                                ((UsageEvent) incoming.value()).getOccurredAt().toEpochMilli()));
    }

    private KStream<Windowed<String>, WindowTotals> sumPerMinute(KStream<String, UsageEvent> read) {
        return read.groupByKey(Grouped.with("by-identity", identity, events))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, WINDOW))
                .aggregate(
                        () -> new WindowTotals(0L, new ArrayList<>()),
                        (key, event, sum) -> add(event, sum),
                        Named.as("sum-per-minute"),
                        Materialized.<String, WindowTotals, WindowStore<Bytes, byte[]>>as("totals")
                                .withKeySerde(identity)
                                .withValueSerde(totals))
                .toStream(Named.as("sums"));
    }

    private WindowTotals add(UsageEvent event, WindowTotals sum) {
        sum.setTokens(sum.getTokens() + event.getInputTokens() + event.getOutputTokens());
        List<String> applications = sum.getApplications();
        String application = event.getApplicationId();
        if (application != null
                && applications.size() < SimpleRule.MANY_APPLICATIONS
                && !applications.contains(application)) {
            applications.add(application);
        }
        tally.count();
        return sum;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.dsl;

import io.keysurge.bench.throughput.dsl.state.Usual;
import io.keysurge.bench.throughput.dsl.state.WindowTotals;
import io.keysurge.bench.throughput.rule.SimpleRule;
import io.keysurge.bench.throughput.rule.SimpleRule.Kind;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Judges the sum of a window so far against the windows before it. */
final class JudgeWindow extends ContextualProcessor<Windowed<String>, WindowTotals, String, String> {

    private final String storeName;
    private @Nullable KeyValueStore<String, Usual> usuals;

    JudgeWindow(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
        super.init(context);
        usuals = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<Windowed<String>, WindowTotals> incoming) {
        if (usuals == null) {
            throw new IllegalStateException("process before init");
        }
        String identity = incoming.key().key();
        long window = SimpleRule.window(incoming.key().window().start());
        WindowTotals totals = incoming.value();
        Usual usual = usuals.get(identity);
        if (usual == null) {
            usual = new Usual(window, 0L, 0, 0.0, 0.0, false, false);
        } else if (window > usual.getWindow()) {
            begin(usual, window);
        }
        usual.setTokens(totals.getTokens());
        if (!usual.getSpiked()
                && SimpleRule.isSpike(usual.getWindows(), usual.getMean(), usual.getDeviation(), totals.getTokens())) {
            usual.setSpiked(true);
            tell(incoming, identity, Kind.SPIKE, window);
        }
        if (!usual.getFannedOut()
                && SimpleRule.isFanOut(totals.getApplications().size())) {
            usual.setFannedOut(true);
            tell(incoming, identity, Kind.FAN_OUT, window);
        }
        usuals.put(identity, usual);
    }

    private static void begin(Usual usual, long window) {
        usual.setDeviation(
                SimpleRule.deviation(usual.getWindows(), usual.getMean(), usual.getDeviation(), usual.getTokens()));
        usual.setMean(SimpleRule.mean(usual.getWindows(), usual.getMean(), usual.getTokens()));
        usual.setWindows(usual.getWindows() + 1);
        usual.setWindow(window);
        usual.setSpiked(false);
        usual.setFannedOut(false);
    }

    private void tell(Record<Windowed<String>, WindowTotals> incoming, String identity, Kind kind, long window) {
        context().forward(new Record<>(identity, SimpleRule.alert(kind, window), incoming.timestamp()));
    }
}

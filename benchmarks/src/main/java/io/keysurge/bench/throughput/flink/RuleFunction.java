// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import io.keysurge.bench.throughput.rule.RuleState;
import io.keysurge.bench.throughput.rule.SimpleRule;
import io.keysurge.bench.throughput.rule.SimpleRule.Kind;
import io.keysurge.bench.throughput.system.Tally;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The rule, with its state per identity in Flink's care.
 *
 * @param <E> what usage is on its way
 */
abstract class RuleFunction<E> extends KeyedProcessFunction<String, E, Tuple2<String, String>> {

    private static final long serialVersionUID = 1;

    /** Flink makes its own copies of a function; this one process has one tally. */
    private static volatile Tally tally = new Tally();

    private transient @Nullable ValueState<RuleState> states;
    private transient @Nullable Tally own;

    static void countInto(Tally counted) {
        tally = counted;
    }

    abstract long millis(E usage);

    abstract long tokens(E usage);

    abstract @Nullable String application(E usage);

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("rule", Types.POJO(RuleState.class)));
        own = tally;
    }

    @Override
    public void processElement(E usage, Context context, Collector<Tuple2<String, String>> out) throws Exception {
        if (states == null || own == null) {
            throw new IllegalStateException("processElement before open");
        }
        RuleState state = states.value();
        if (state == null) {
            state = new RuleState();
        }
        long millis = millis(usage);
        for (Kind kind : state.observe(millis, tokens(usage), application(usage))) {
            out.collect(Tuple2.of(context.getCurrentKey(), SimpleRule.alert(kind, SimpleRule.window(millis))));
        }
        states.update(state);
        own.count();
    }
}

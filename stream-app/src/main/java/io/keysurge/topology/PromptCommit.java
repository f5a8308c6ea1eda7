// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import java.time.Duration;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Has alerts committed at once, since nobody sees one before the commit that follows it; and at most twenty times a second,
 * since each commit writes what changed since the one before. So those in between may be rare, and cost each event less.
 *
 * <p>Under at_least_once an alert is seen when it is written, and nothing is asked for.
 */
final class PromptCommit {

    /** Least time between two commits that are asked for. */
    static final Duration SPACING = Duration.ofMillis(50);

    private static final Duration GLANCE = Duration.ofMillis(10);

    /** Of each stream thread, whose tasks commit together. */
    private static final ThreadLocal<Long> LAST_ASKED = ThreadLocal.withInitial(() -> Long.MIN_VALUE);

    private final ProcessorContext<?, ?> context;
    private final boolean exactlyOnce;
    /** Null while nothing waits: whatever a task does by the clock, it takes part in the next commit. */
    private @Nullable Cancellable waiting;

    private PromptCommit(ProcessorContext<?, ?> context) {
        this.context = context;
        this.exactlyOnce = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** For the step that is being set up. */
    static PromptCommit of(ProcessorContext<?, ?> context) {
        return new PromptCommit(context);
    }

    /** Something was forwarded that people wait for. */
    void ask() {
        if (exactlyOnce && waiting == null && !isAskedFor()) {
            waiting = context.schedule(GLANCE, PunctuationType.WALL_CLOCK_TIME, now -> askAgain());
        }
    }

    private void askAgain() {
        if (waiting != null && isAskedFor()) {
            waiting.cancel();
            waiting = null;
        }
    }

    private boolean isAskedFor() {
        long now = context.currentSystemTimeMs();
        long last = LAST_ASKED.get();
        if (now >= last && now - SPACING.toMillis() < last) {
            return false;
        }
        LAST_ASKED.set(now);
        context.commit();
        return true;
    }
}

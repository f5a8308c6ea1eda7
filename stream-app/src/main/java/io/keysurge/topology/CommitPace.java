// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import java.time.Duration;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When work is committed: soon while the detector keeps up, seldom while it is far behind the broker.
 *
 * <p>Each commit writes what changed since the one before, so seldom costs each event less, and soon lets people and
 * other tasks see sooner. While it keeps up, an alert has itself committed at once, since under exactly_once_v2 nobody
 * sees it before; at most twenty times a second. All this by asking Kafka Streams for more commits than its own interval
 * has it make.
 */
public final class CommitPace {

    /** Milliseconds between commits while the detector keeps up; where it is missing, Kafka Streams' interval rules alone. */
    public static final String INTERVAL = "detector.commit.interval.ms";

    /** Least time between two commits that alerts ask for. */
    static final Duration SPACING = Duration.ofMillis(50);
    /** How old a record must be on the broker when it is judged to count as behind. */
    static final Duration BEHIND = Duration.ofSeconds(10);

    private static final Duration GLANCE = Duration.ofMillis(10);

    /** Of each stream thread, whose tasks commit together. */
    private static final ThreadLocal<Long> LAST_ASKED = ThreadLocal.withInitial(() -> Long.MIN_VALUE);

    private final ProcessorContext<?, ?> context;
    private final boolean exactlyOnce;
    private long newestAppendTime = Long.MIN_VALUE;
    private boolean judgedSince;
    /** Null while no alert waits: whatever a task does by the clock, it takes part in the next commit. */
    private @Nullable Cancellable waiting;

    private CommitPace(ProcessorContext<?, ?> context) {
        this.context = context;
        this.exactlyOnce = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** For the step that is being set up. */
    static CommitPace of(ProcessorContext<?, ?> context) {
        var pace = new CommitPace(context);
        if (context.appConfigs().get(INTERVAL) instanceof Long interval) {
            context.schedule(
                    Duration.ofMillis(interval), PunctuationType.WALL_CLOCK_TIME, now -> pace.keepUp(now, interval));
        }
        return pace;
    }

    /** Usage was judged that the broker appended then: by that alone it shows whether the detector is behind. */
    void judged(long appendTime) {
        newestAppendTime = appendTime;
        judgedSince = true;
    }

    /** An alert was forwarded that people wait for. */
    void alerted() {
        long now = context.currentSystemTimeMs();
        if (exactlyOnce && waiting == null && !isBehind(now) && !isAskedFor(now, SPACING.toMillis())) {
            waiting = context.schedule(GLANCE, PunctuationType.WALL_CLOCK_TIME, this::askAgain);
        }
    }

    private void askAgain(long now) {
        if (waiting != null && isAskedFor(now, SPACING.toMillis())) {
            waiting.cancel();
            waiting = null;
        }
    }

    private void keepUp(long now, long interval) {
        if (judgedSince && !isBehind(now) && isAskedFor(now, interval)) {
            judgedSince = false;
        }
    }

    /** Whoever judged nothing yet may be told by the clock what has to be seen at once. */
    private boolean isBehind(long now) {
        return judgedSince && now - newestAppendTime > BEHIND.toMillis();
    }

    private boolean isAskedFor(long now, long spacing) {
        long last = LAST_ASKED.get();
        if (now >= last && now - spacing < last) {
            return false;
        }
        LAST_ASKED.set(now);
        context.commit();
        return true;
    }
}

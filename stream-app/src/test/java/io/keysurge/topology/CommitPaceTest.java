// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A commit")
class CommitPaceTest {

    /** Only grows, because a thread remembers when it asked last. */
    private static long now = System.currentTimeMillis();

    @Test
    void is_asked_for_at_once_by_an_alert() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2);
        CommitPace commits = CommitPace.of(context);
        assertThat(context.committed()).isFalse();

        commits.alerted();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void is_asked_for_by_alerts_twenty_times_a_second_at_most_and_never_forgotten() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2);
        CommitPace commits = CommitPace.of(context);
        commits.alerted();
        context.resetCommit();

        pass(context, 30);
        commits.alerted();
        assertThat(context.committed()).isFalse();

        pass(context, 20);
        assertThat(context.committed()).as("its turn has come").isTrue();
        context.resetCommit();

        pass(context, 1_000);
        assertThat(context.committed()).as("nothing waits").isFalse();
        assertThat(context.scheduledPunctuators())
                .filteredOn(each -> each.getInterval().toMillis() < 500)
                .allMatch(MockProcessorContext.CapturedPunctuator::cancelled);
    }

    @Test
    void is_one_for_all_tasks_of_a_thread() {
        MockProcessorContext<Object, Object> one = context(StreamsConfig.EXACTLY_ONCE_V2);
        MockProcessorContext<Object, Object> other = context(StreamsConfig.EXACTLY_ONCE_V2);
        one.setCurrentSystemTimeMs(now);
        CommitPace.of(one).alerted();

        CommitPace.of(other).alerted();

        assertThat(one.committed()).isTrue();
        assertThat(other.committed()).as("has to wait for its turn").isFalse();
        pass(other, 50);
        assertThat(other.committed()).isTrue();
    }

    @Test
    void is_not_asked_for_by_alerts_that_are_seen_when_they_are_written() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.AT_LEAST_ONCE);

        CommitPace.of(context).alerted();
        pass(context, 1_000);

        assertThat(context.committed()).isFalse();
    }

    @Test
    void follows_within_the_interval_on_what_is_judged_while_the_detector_keeps_up() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.AT_LEAST_ONCE);
        CommitPace commits = CommitPace.of(context);
        pass(context, 500);
        assertThat(context.committed()).as("nothing to commit").isFalse();

        commits.judged(now - 1_000);
        pass(context, 500);

        assertThat(context.committed()).isTrue();
    }

    @Test
    void is_left_to_kafka_streams_own_longer_interval_while_what_is_judged_is_old() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2);
        CommitPace commits = CommitPace.of(context);

        for (int i = 0; i < 10; i++) {
            commits.judged(now - 11_000);
            pass(context, 500);
        }
        assertThat(context.committed()).isFalse();

        commits.judged(now - 9_000);
        pass(context, 500);
        assertThat(context.committed()).as("it caught up").isTrue();
    }

    @Test
    void is_not_asked_for_by_alerts_while_what_is_judged_is_old() {
        MockProcessorContext<Object, Object> context = context(StreamsConfig.EXACTLY_ONCE_V2);
        CommitPace commits = CommitPace.of(context);
        commits.judged(now - 60_000);

        commits.alerted();
        pass(context, 1_000);

        assertThat(context.committed()).isFalse();
    }

    private static MockProcessorContext<Object, Object> context(String guarantee) {
        var properties = new Properties();
        properties.put(CommitPace.INTERVAL, 500L);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "prompt");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        var context = new MockProcessorContext<Object, Object>(properties);
        now += 1_000_000;
        context.setCurrentSystemTimeMs(now);
        return context;
    }

    private static void pass(MockProcessorContext<Object, Object> context, long millis) {
        now += millis;
        context.setCurrentSystemTimeMs(now);
        context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .toList()
                .forEach(each -> each.getPunctuator().punctuate(now));
    }
}
